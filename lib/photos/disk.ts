/** Photos in a folder that all processes of the hotel share. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import type { Storage } from './storage'

export class DiskStorage implements Storage {
  constructor(private readonly folder: string) {}

  /** Written beside its place, through to the disk, and then moved there: nobody reads half of it. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    const place = this.placeOf(key)
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
    const draft = `${place}.${randomUUID()}`
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, place)
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      return Uint8Array.from(await readFile(this.placeOf(key)))
    } catch (error) {
      if (isAbsent(error)) return null
      throw error
    }
  }

  /** Its folder goes with the last of it. */
  async drop(key: string): Promise<void> {
    const place = this.placeOf(key)
    await rm(place, { force: true })
    await rmdir(path.dirname(place)).catch(() => {})
  }

  private placeOf = (key: string) => path.join(this.folder, ...key.split('/'))
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
