/** Photos in a folder that all processes of the hotel share. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Storage } from './storage'

/** Nothing takes as long to write: an older draft is of a process that was killed over it. */
const DRAFT_MS = 3_600_000

export class DiskStorage implements Storage {
  private readonly drafts: string
  private cleared: Promise<void> | undefined

  constructor(private readonly folder: string) {
    this.drafts = path.join(folder, 'drafts')
  }

  /** Written apart, through to the disk, and then moved to its place: nobody reads half of it. Where there is no room, no half
   *  of it stays; what a killed process left goes with the next one's first photo. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    const place = this.placeOf(key)
    const folder = path.dirname(place)
    for (const needed of [folder, this.drafts]) await mkdir(needed, { recursive: true, mode: 0o700 })
    this.cleared ??= clear(this.drafts)
    await this.cleared
    const draft = path.join(this.drafts, randomUUID())
    try {
      await write(draft, bytes)
      await rename(draft, place)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    // A name outlives a crash once its folder is on the disk, and that folder's name with the one above it.
    await settle(folder)
    await settle(path.dirname(folder))
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

/** Never throws: what cannot be cleared away stays until the next start. */
async function clear(drafts: string): Promise<void> {
  for (const name of await readdir(drafts).catch(() => [])) {
    const draft = path.join(drafts, name)
    const found = await stat(draft).catch(() => null)
    if (found && Date.now() - found.mtimeMs > DRAFT_MS) await rm(draft, { force: true }).catch(() => {})
  }
}

async function write(place: string, bytes: Uint8Array): Promise<void> {
  const file = await open(place, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function settle(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
