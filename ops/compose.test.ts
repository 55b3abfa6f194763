/** The production shape, as far as a machine without Docker can tell. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = path.join(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-compose-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const source = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8')
const TOOLS = [['docker', 'compose'], ['docker-compose']]
const compose = TOOLS.find(([command = '', ...args]) => spawnSync(command, [...args, 'version']).status === 0)

describe('docker-compose.yml', () => {
  it.skipIf(!compose)('is valid', () => {
    const [command = '', ...args] = compose ?? []
    cpSync(path.join(ROOT, 'docker-compose.yml'), path.join(folder, 'docker-compose.yml'))
    mkdirSync(path.join(folder, 'secrets'))
    for (const name of ['postgres', 'redis', 'nextauth']) writeFileSync(path.join(folder, 'secrets', name), 'x')
    for (const COMPOSE_PROFILES of ['', 'ha']) {
      const env = { ...process.env, COMPOSE_PROFILES }
      const { stderr, status } = spawnSync(command, [...args, 'config', '-q'], { cwd: folder, encoding: 'utf8', env })
      expect({ stderr, status }).toMatchObject({ status: 0 })
    }
  })

  it('publishes the port of the app only', () => {
    expect(source.match(/^ {4}ports:/gm)).toHaveLength(1)
    expect(source.slice(source.indexOf('\n  app:'), source.indexOf('\n  postgres:'))).toContain('    ports:')
    expect(source).toContain('internal: true')
  })

  it('watches every service, and holds no secret', () => {
    // The app's, PostgreSQL's, and those which every Redis and every sentinel shares.
    expect(source.match(/^ {2,4}healthcheck:/gm)).toHaveLength(4)
    const bodies = source
      .slice(source.indexOf('\nservices:'), source.indexOf('\nnetworks:'))
      .split(/^ {2}[\w-]+:$/m)
      .slice(1)
    expect(bodies).toHaveLength(7)
    for (const body of bodies) expect(body).toMatch(/healthcheck:|<<: \*/)
    expect(source).not.toMatch(/PASSWORD: |requirepass [^"]/)
  })

  it('makes PostgreSQL with checksums and commits that are on disk', () => {
    expect(source).toMatch(/POSTGRES_INITDB_ARGS: "--data-checksums/)
    expect(source).toContain('"synchronous_commit=on"')
  })
})

describe('ops/app-entrypoint.sh', () => {
  const entrypoint = path.join(ROOT, 'ops/app-entrypoint.sh')
  const file = (name: string, text: string) => {
    const at = path.join(folder, name)
    writeFileSync(at, text)
    chmodSync(at, 0o600)
    return at
  }

  it('puts the addresses together from files', () => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_PASSWORD_FILE: file('db', 'one\n'),
      REDIS_PASSWORD_FILE: file('redis', 'two\n'),
      NEXTAUTH_SECRET_FILE: file('next', 'three\n'),
    } as unknown as NodeJS.ProcessEnv
    const seen = execFileSync('sh', [entrypoint, 'env'], { env, encoding: 'utf8' })
    expect(seen).toContain('DATABASE_URL=postgres://bellboard:one@postgres:5432/bellboard\n')
    expect(seen).toContain('REDIS_URL=redis://:two@redis:6379\n')
    expect(seen).toContain('NEXTAUTH_SECRET=three\n')
  })

  it('says which file is missing', () => {
    const env = { PATH: process.env.PATH, DATABASE_PASSWORD_FILE: '/nowhere' } as unknown as NodeJS.ProcessEnv
    const { status, stderr } = spawnSync('sh', [entrypoint, 'env'], { env, encoding: 'utf8' })
    expect(status).not.toBe(0)
    expect(stderr).toContain('DATABASE_PASSWORD_FILE must name a file that can be read, and is "/nowhere"')
  })
})
