import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import S3rver from '@20minutes/s3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DiskStorage } from './disk'
import { S3Storage } from './s3'
import type { Storage } from './storage'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-photos-'))
const account = { accessKey: 'S3RVER', secretKey: 'S3RVER', region: 'us-east-1', bucket: 'photos' }
let server: S3rver
let endpoint: string

beforeAll(async () => {
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: path.join(folder, 's3'),
    configureBuckets: [{ name: account.bucket, configs: [] }],
  })
  const { port } = await server.run()
  endpoint = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const bytes = (text: string) => new TextEncoder().encode(text)
const KEY = '01900000-0000-7000-8000-00000000000a/01900000-0000-7000-8000-00000000000b/full.jpg'

describe.each<[string, () => Storage]>([
  ['a folder', () => new DiskStorage(path.join(folder, 'disk'))],
  ['an S3-compatible store', () => new S3Storage({ endpoint, ...account })],
])('%s', (_, open) => {
  it('gives back what it was given, and the last of it', async () => {
    const storage = open()
    await storage.put(KEY, bytes('one'))
    await storage.put(KEY, bytes('two'))
    expect(await open().get(KEY)).toEqual(bytes('two'))
    const large = new Uint8Array(256 * 1024).map((_, at) => at % 251)
    await storage.put(`${KEY}.large`, large)
    expect(await storage.get(`${KEY}.large`)).toEqual(large)
  })

  it('has nothing where nothing was put, or where it was dropped, also twice', async () => {
    const storage = open()
    expect(await storage.get('never/put')).toBeNull()
    await storage.put(KEY, bytes('gone'))
    await storage.drop(KEY)
    await storage.drop(KEY)
    expect(await storage.get(KEY)).toBeNull()
  })

  it('has one whole when two write at once', async () => {
    const storage = open()
    const [one, two] = [bytes('1'.repeat(50_000)), bytes('2'.repeat(50_000))]
    await Promise.all([storage.put(KEY, one), storage.put(KEY, two)])
    expect([one, two]).toContainEqual(await storage.get(KEY))
  })
})

describe('an S3-compatible store', () => {
  const away = { code: 'unavailable', told: { code: 'photos_unavailable' } }

  it('that refuses the key, lacks the bucket or is not there is said to be away', async () => {
    for (const storage of [
      new S3Storage({ endpoint, ...account, secretKey: 'wrong' }),
      new S3Storage({ endpoint, ...account, bucket: 'nowhere' }),
      new S3Storage({ ...account, endpoint: 'http://127.0.0.1:9' }),
    ])
      await expect(storage.put(KEY, bytes('x'))).rejects.toMatchObject(away)
  })
})

describe('a folder', () => {
  it('keeps nothing half-written, and no empty folder behind', async () => {
    const place = path.join(folder, 'tidy')
    const storage = new DiskStorage(place)
    await storage.put('ticket/photo/full.jpg', bytes('x'))
    expect(readdirSync(path.join(place, 'ticket/photo'))).toEqual(['full.jpg'])
    await storage.drop('ticket/photo/full.jpg')
    expect(readdirSync(path.join(place, 'ticket'))).toEqual([])
  })

  it('is rid of what a killed process left half-written, and not of what another is writing', async () => {
    const place = path.join(folder, 'killed')
    const drafts = path.join(place, 'drafts')
    mkdirSync(drafts, { recursive: true })
    for (const name of ['left', 'being written']) writeFileSync(path.join(drafts, name), 'half of a ph')
    const longAgo = new Date(Date.now() - 2 * 3_600_000)
    utimesSync(path.join(drafts, 'left'), longAgo, longAgo)
    await new DiskStorage(place).put('ticket/photo/full.jpg', bytes('x'))
    expect(readdirSync(drafts)).toEqual(['being written'])
  })

  it('of what could not be written leaves nothing', async () => {
    const place = path.join(folder, 'full')
    mkdirSync(path.join(place, 'ticket/photo/full.jpg/in the way'), { recursive: true })
    await expect(new DiskStorage(place).put('ticket/photo/full.jpg', bytes('x'))).rejects.toThrow()
    expect(readdirSync(path.join(place, 'ticket/photo'))).toEqual(['full.jpg'])
  })
})
