/** What the app holds: connections, descriptors and memory. Each fault is to leave it as it was. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { connectionsTo } from '../services/connections.mjs'
import type { House } from './house'
import { until } from './waiting'

export interface Footing {
  /** By name; the runner's own are not among them. */
  redis: string[]
  postgres: number
  /** Open descriptors: every socket that the app still holds is one. */
  files: number
  /** What it needs, after a collection. */
  heldMb: number
  rssMb: number
}

/** Of one app process, and the runner's own for telling of a revocation. */
const MOST_TO_REDIS = 4
const MOST_TO_POSTGRES = 10
/** The browsers' connections that are kept for the next request come and go. */
const MORE_FILES = 150
/** Beyond a third of what it was: what is compiled, cached and known of more tickets. */
const GROWN_MB = 40

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-memory-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Has every app that is started from now on tell what it holds. */
export function askForMemory(): void {
  const file = pathToFileURL(path.join(import.meta.dirname, 'memory.mjs'))
  Object.assign(process.env, { FAULTS_MEMORY: folder, NODE_OPTIONS: `--import ${file}` })
}

export async function footing({ hotel, wires }: House): Promise<Footing> {
  const pid = hotel.app.pid()
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return {
    redis: await connectionsTo(hotel.redis.url),
    postgres: wires.postgres.count,
    files: readdirSync(`/proc/${pid}/fd`).length,
    heldMb: Math.round((await heldBy(pid)) / 2 ** 20),
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
  }
}

/** How it differs from what it should be. */
export function complaintsOf(before: Footing, now: Footing): string[] {
  const complaints: string[] = []
  if (now.redis.length > Math.max(MOST_TO_REDIS, before.redis.length))
    complaints.push(`connections to Redis: ${now.redis.join(', ')}`)
  if (now.postgres > Math.max(MOST_TO_POSTGRES, before.postgres))
    complaints.push(`connections to PostgreSQL: ${now.postgres}`)
  if (now.files > before.files + MORE_FILES) complaints.push(`descriptors: ${now.files}, before ${before.files}`)
  if (now.heldMb > before.heldMb * 1.33 + GROWN_MB) complaints.push(`memory: ${now.heldMb} MB, before ${before.heldMb}`)
  return complaints
}

async function heldBy(pid: number): Promise<number> {
  const file = path.join(folder, String(pid))
  rmSync(file, { force: true })
  process.kill(pid, 'SIGUSR2')
  await until(() => existsSync(file), 'the app to tell what it holds', 30_000)
  return Number(readFileSync(file, 'utf8'))
}
