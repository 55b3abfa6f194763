/** One `npm start` as a person has it in a terminal, with a stand-in for the app. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { freePort } from '../services/ports.mjs'

const ROOT = path.join(import.meta.dirname, '../..')
const TINY = path.join(import.meta.dirname, 'tiny-app.mjs')

export interface Running {
  pid: number
  started: string
  notes: Record<'app' | 'redis' | 'postgres', { pid: number; started: string; port: number }>
}

interface Options {
  port?: number
  env?: Record<string, string | undefined>
  uid?: number
  /** Through npm, of which `child` is then the process. */
  npm?: boolean
}

export class Started {
  output = ''
  readonly ended: Promise<number | null>

  private constructor(
    readonly child: ChildProcess,
    readonly data: string,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk
      })
    this.ended = once(child, 'close').then(([code]) => code as number | null)
  }

  static async run(data: string, { port, env = {}, uid, npm = false }: Options = {}): Promise<Started> {
    const chosen = port ?? (await freePort())
    const { DATABASE_URL: _, REDIS_URL: __, PUBLIC_URL: ___, NEXTAUTH_SECRET: ____, ...clean } = process.env
    const command = npm ? ['npm', 'start'] : [process.execPath, path.join(ROOT, 'scripts/start.mjs')]
    const child = spawn(command[0] ?? '', command.slice(1), {
      cwd: ROOT,
      env: {
        ...clean,
        NODE_ENV: 'test',
        BELLBOARD_DATA: data,
        PORT: String(chosen),
        HOST: '127.0.0.1',
        BELLBOARD_APP_COMMAND: JSON.stringify([process.execPath, TINY]),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      uid,
      gid: uid,
    })
    return new Started(child, data, chosen)
  }

  async ready(): Promise<this> {
    const over = this.ended.then((code) => {
      throw new Error(`npm start ended with ${code}:\n${this.output}`)
    })
    await Promise.race([expect.poll(() => this.output, { timeout: 90_000 }).toContain('Ctrl-C stops everything'), over])
    over.catch(() => {})
    return this
  }

  /** What its lock file says it has running. */
  get running(): Running {
    return JSON.parse(readFileSync(path.join(this.data, 'running.json'), 'utf8'))
  }

  get secrets(): { postgres: string; redis: string } {
    return JSON.parse(readFileSync(path.join(this.data, 'secrets.json'), 'utf8'))
  }

  ask = async (where = '/'): Promise<{ pid: number; database: string; redis: string }> =>
    (await fetch(`http://127.0.0.1:${this.port}${where}`, { headers: { connection: 'close' } })).json()

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.child.kill(signal)
    return this.ended
  }
}
