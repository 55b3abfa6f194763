/** `npm start` with real processes and real data. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { createClient } from 'redis'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { PASSWORD } from '@/db/cast'
import { isAlive } from '../services/processes.mjs'
import { Started } from '../stage/started'

const base = mkdtempSync(path.join(tmpdir(), 'bellboard-start-'))
chmodSync(base, 0o755)
const data = path.join(base, 'data')
const all: Started[] = []

const start = async (...args: Parameters<typeof Started.run>) => {
  const started = await Started.run(...args)
  all.push(started)
  return started
}

afterEach(async () => {
  await Promise.all(all.splice(0).map((started) => started.stop('SIGTERM')))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

async function query<T>(started: Started, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres((await started.ask()).database, { max: 1, onnotice: () => {} })
  return run(sql).finally(() => sql.end())
}

/** One of the commands beside `npm start`, on the same kind of data. */
function command(at: string, script: string, ...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  const file = path.join(import.meta.dirname, '..', script)
  return spawnSync(process.execPath, [file, ...args], {
    env: { ...env, NODE_ENV: 'test', BELLBOARD_DATA: at },
    encoding: 'utf8',
  })
}

describe('npm start', { timeout: 180_000 }, () => {
  it('is ready on an empty folder, with the demo hotel, on servers that keep what they acknowledge', async () => {
    const started = await (await start(data)).ready()
    expect(started.output).toContain(`http://127.0.0.1:${started.port}`)
    expect(started.output).toContain('felix@alder.example')
    expect(started.output).toContain(PASSWORD)

    const settings = await query(
      started,
      (sql) => sql`select name, setting from pg_settings where name in ('data_checksums', 'fsync', 'full_page_writes',
        'synchronous_commit', 'listen_addresses')`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      synchronous_commit: 'on',
    })
    const [role] = await query(started, (sql) => sql`select rolsuper from pg_roles where rolname = current_user`)
    expect(role?.rolsuper).toBe(false)
  })

  it('refuses a second copy on the same data, and the first goes on', async () => {
    const first = await (await start(data)).ready()
    const second = await start(data)
    expect(await second.ended).toBe(1)
    expect(second.output).toContain(`already running on ${data} (process ${first.child.pid} at http://127.0.0.1`)
    expect((await first.ask()).pid).toBe(first.running.notes.app.pid)
  })

  it('stops the app, then Redis, then PostgreSQL on Ctrl-C, and keeps the data', async () => {
    const first = await (await start(data)).ready()
    await query(first, (sql) => sql`update people set name = 'Hana K.' where email = 'hana@alder.example'`)
    const { notes } = first.running
    expect(await first.stop('SIGINT')).toBe(0)
    expect(first.output).toMatch(/The app stopped\.\nRedis stopped\.\nPostgreSQL stopped\.\n$/)
    expect([notes.app, notes.redis, notes.postgres].map(isAlive)).toEqual([false, false, false])
    expect(existsSync(path.join(data, 'running.json'))).toBe(false)

    const second = await (await start(data)).ready()
    const [hana] = await query(second, (sql) => sql`select name from people where email = 'hana@alder.example'`)
    expect(hana?.name).toBe('Hana K.')
  })

  it('goes on after kill -9 of the script, of which app and servers were left running', async () => {
    const first = await (await start(data)).ready()
    const left = first.running.notes
    const { database } = await first.ask()
    const sql = postgres(database, { max: 1, onnotice: () => {} })
    await sql`create table acknowledged as select 1 as kept`
    await sql.end()
    await first.stop('SIGKILL')
    expect([left.app, left.redis, left.postgres].map(isAlive)).toEqual([true, true, true])

    const second = await (await start(data, { port: first.port })).ready()
    expect(second.output).toContain('stopping what it left')
    expect([left.app, left.redis, left.postgres].map(isAlive)).toEqual([false, false, false])
    expect(await query(second, (again) => again`select kept from acknowledged`)).toEqual([{ kept: 1 }])
  })

  it('starts Redis, PostgreSQL and the app again on their ports when they are killed', async () => {
    const started = await (await start(data)).ready()
    const before = started.running.notes
    const address = await started.ask()
    for (const name of ['redis', 'postgres', 'app'] as const) process.kill(before[name].pid, 'SIGKILL')
    for (const name of ['redis', 'postgres', 'app'] as const)
      await expect
        .poll(() => started.running.notes[name].pid !== before[name].pid && isAlive(started.running.notes[name]), {
          timeout: 60_000,
        })
        .toBe(true)
    const answering = () =>
      started.ask().then(
        ({ pid }) => pid === started.running.notes.app.pid,
        () => false,
      )
    await expect.poll(answering, { timeout: 60_000 }).toBe(true)
    expect(await started.ask()).toMatchObject({ database: address.database, redis: address.redis })
    await expect
      .poll(() => query(started, (sql) => sql`select 1 as one`).catch(() => []), { timeout: 60_000 })
      .toEqual([{ one: 1 }])

    const client = await createClient({ url: address.redis }).connect()
    expect(await client.configGet(['appendonly', 'appendfsync', 'maxmemory-policy', 'bind'])).toMatchObject({
      appendonly: 'yes',
      appendfsync: 'everysec',
      'maxmemory-policy': 'noeviction',
      bind: '127.0.0.1',
    })
    client.destroy()
  })

  it('begins again when the first run was killed while the database was being made', async () => {
    const fresh = path.join(base, 'killed-early')
    const first = await start(fresh)
    await expect.poll(() => existsSync(path.join(fresh, 'postgres.new')), { interval: 5, timeout: 60_000 }).toBe(true)
    await first.stop('SIGKILL')
    expect(existsSync(path.join(fresh, 'postgres'))).toBe(false)
    const second = await (await start(fresh)).ready()
    expect(await query(second, (sql) => sql`select count(*)::int as people from people`)).toEqual([{ people: 24 }])
  })

  it('begins although the pid file of a PostgreSQL before names a process that is somebody else now', async () => {
    const pidFile = path.join(data, 'postgres/postmaster.pid')
    const first = await (await start(data)).ready()
    const lines = readFileSync(pidFile, 'utf8')
    await first.stop()
    // Of the account that PostgreSQL runs as: it would take that for another server, and give up.
    const { uid, gid } = statSync(path.join(data, 'postgres'))
    const sleeper = spawn('sleep', ['60'], { uid, gid })
    writeFileSync(pidFile, lines.replace(/^\d+/, String(sleeper.pid)))
    await (await start(data)).ready()
    expect(sleeper.exitCode).toBeNull()
    sleeper.kill()
  })

  it('begins with an empty Redis when its files are damaged, and keeps them aside', async () => {
    const first = await (await start(data)).ready()
    await first.stop()
    const manifest = path.join(data, 'redis/appendonlydir/appendonly.aof.manifest')
    writeFileSync(manifest, 'this is no manifest\n')
    const second = await (await start(data)).ready()
    expect(second.output).toMatch(/Redis cannot read its files\. They are now in .*redis\.damaged-/)
  })

  it('says that the port is in use, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await expect.poll(() => other.listening).toBe(true)
    const { port } = other.address() as { port: number }
    const started = await start(path.join(base, 'port'), { port })
    expect(await started.ended).toBe(1)
    expect(started.output).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(existsSync(path.join(base, 'port/running.json'))).toBe(false)
    other.close()
  })

  it('says that it may not write to the data folder', async () => {
    const closed = path.join(base, 'closed')
    mkdirSync(closed, { mode: 0o555 })
    const started = await start(closed, { uid: process.getuid?.() === 0 ? 65_534 : undefined })
    expect(await started.ended).toBe(1)
    expect(started.output).toBe(
      `The data folder ${closed} cannot be used: you may not write there. Start as the user it belongs to, or set BELLBOARD_DATA to another.\n`,
    )
  })

  it('goes on when nobody reads what it says any more, and stops in order', async () => {
    const started = await (await start(data)).ready()
    const { notes } = started.running
    started.child.stdout?.destroy()
    started.child.stderr?.destroy()
    process.kill(notes.redis.pid, 'SIGKILL')
    await expect.poll(() => started.running.notes.redis.pid !== notes.redis.pid, { timeout: 60_000 }).toBe(true)
    expect(await started.stop('SIGTERM')).toBe(0)
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)('stops in order when npm is killed with %s', async (signal) => {
    const started = await (await start(data, { npm: true })).ready()
    const { notes } = started.running
    await started.stop(signal)
    expect(started.output).toMatch(/The app stopped\.\nRedis stopped\.\nPostgreSQL stopped\.\n$/)
    expect([notes.app, notes.redis, notes.postgres].map(isAlive)).toEqual([false, false, false])
  })

  it.runIf(process.getuid?.() === 0)('runs in a folder that only root may enter', async () => {
    mkdirSync(path.join(base, 'root-only'), { mode: 0o700 })
    const started = await (await start(path.join(base, 'root-only/data'))).ready()
    expect(await query(started, (sql) => sql`select count(*)::int as people from people`)).toEqual([{ people: 24 }])
  })

  it.each<[Record<string, string>, string]>([
    [{ PORT: 'abc' }, 'PORT is "abc"'],
    [{ REDIS_CLUSTER: '127.0.0.1:7001' }, 'needs REDIS_URL'],
    [{ HOST: '192.0.2.1' }, 'no address of this machine'],
    [{ BELLBOARD_APPENDFSYNC: 'sometimes' }, 'must be always, everysec or no'],
  ])('says what is wrong with %j', async (env, sentence) => {
    const started = await start(path.join(base, 'wrong'), { env })
    expect(await started.ended).toBe(1)
    expect(started.output).toContain(sentence)
    expect(started.output).not.toContain('    at ')
  })

  it('makes a real hotel with the servers stopped, and never gives it the demo, stopped or running', async () => {
    const real = path.join(base, 'real')
    const admin = ['--admin-name', 'Ida Berg', '--admin-email', 'ida@lindenhof.example']
    const hotel = ['--name', 'Hotel Lindenhof', '--time-zone', 'Europe/Vienna', ...admin]
    const previewed = command(real, 'hotel-new.mjs', ...hotel, '--preview')
    expect(previewed).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing was made') })
    const empty = await (await start(real)).ready()
    expect(empty.output).toContain('No hotel yet')
    await empty.stop('SIGTERM')

    const made = command(real, 'hotel-new.mjs', ...hotel, '--yes')
    expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining('Hotel Lindenhof is ready') })
    expect(existsSync(path.join(real, 'running.json'))).toBe(false)

    const started = await (await start(real)).ready()
    expect(started.output).not.toContain('@alder.example')
    expect(await query(started, (sql) => sql`select name from people`)).toEqual([{ name: 'Ida Berg' }])
    const seeded = command(real, 'db.mjs', 'seed')
    expect(seeded).toMatchObject({ status: 1, stderr: expect.stringContaining('already holds a hotel') })
    expect((await started.ask()).pid).toBe(started.running.notes.app.pid)
  })

  it('uses the servers of DATABASE_URL and REDIS_URL and embeds nothing', async () => {
    const own = path.join(base, 'own')
    const { DATABASE_URL, REDIS_URL } = process.env
    const started = await (await start(own, { env: { DATABASE_URL, REDIS_URL } })).ready()
    expect(await started.ask()).toMatchObject({ database: DATABASE_URL, redis: REDIS_URL })
    expect(Object.keys(started.running.notes).sort()).toEqual(['address', 'app'])
    expect(['postgres', 'redis'].map((name) => existsSync(path.join(own, name)))).toEqual([false, false])
  })

  it('says which database does not answer, without its password', async () => {
    const started = await start(path.join(base, 'nowhere'), {
      env: { DATABASE_URL: 'postgres://bell:geheim@127.0.0.1:1/hotel' },
    })
    expect(await started.ended).toBe(1)
    expect(started.output).toContain('PostgreSQL at 127.0.0.1:1/hotel cannot be reached')
    expect(started.output).not.toContain('geheim')
  })
})
