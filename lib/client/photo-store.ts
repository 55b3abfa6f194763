/** The bytes of one person's photos that wait in this browser, by the photo's id: the one place on a device where they lie. A
 *  browser may refuse the database or be out of room; then they are kept by this tab alone, and `keep` says so. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { seal, unseal } from './seal'

const VERSION = 1
const PATIENCE_MS = 10_000
/** Bytes of a message that was never written are kept for so long. */
const DAY_MS = 86_400_000

/** On a device of the house its bytes are sealed. */
interface Kept {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  /** Small enough to be sent: its bytes do not change any more. */
  isShrunk: boolean
  since: number
}

interface Schema extends DBSchema {
  photos: { key: string; value: Kept }
}

export class PhotoStore {
  private opened: Promise<IDBPDatabase<Schema>> | null = null
  private readonly fleeting = new Map<string, Kept>()

  constructor(private readonly personId: string) {}

  /** Answers whether they outlive the tab: on the disk, not only on their way there. */
  async keep(id: string, photo: Blob, isShrunk = false): Promise<boolean> {
    const bytes = new Uint8Array(await photo.arrayBuffer())
    const open = { bytes, type: photo.type, isShrunk, since: Date.now() }
    try {
      // Where nothing may lie unsealed and there is no key, it is this tab's alone.
      const kept = { ...open, bytes: Uint8Array.from(await seal(bytes)) }
      await this.within(async (database) => {
        const transaction = database.transaction('photos', 'readwrite', { durability: 'strict' })
        await Promise.all([transaction.store.put(kept, id), transaction.done])
      })
      this.fleeting.delete(id)
      return true
    } catch {
      this.fleeting.set(id, open)
      return false
    }
  }

  async get(id: string): Promise<Blob | null> {
    const kept = await this.read(id)
    return kept && new Blob([kept.bytes], { type: kept.type })
  }

  async isShrunk(id: string): Promise<boolean> {
    return (await this.read(id))?.isShrunk ?? false
  }

  async drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.fleeting.delete(id)
    await this.within(async (database) => {
      for (const id of ids) await database.delete('photos', id)
    }).catch(ignore)
  }

  /** All that has lain for a day and is not among these. */
  async clear(needed: ReadonlySet<string>): Promise<void> {
    const before = Date.now() - DAY_MS
    await this.within(async (database) => {
      for (const id of await database.getAllKeys('photos')) {
        const kept = needed.has(id) ? undefined : await database.get('photos', id)
        if (kept && kept.since < before) await database.delete('photos', id)
      }
    }).catch(ignore)
  }

  close(): void {
    const closing = this.opened
    this.opened = null
    closing?.then((database) => database.close(), ignore)
  }

  private async read(id: string): Promise<Kept | null> {
    const fleeting = this.fleeting.get(id)
    if (fleeting) return fleeting
    try {
      const kept = await this.within((database) => database.get('photos', id))
      const bytes = kept && (await unseal(kept.bytes))
      return kept && bytes ? { ...kept, bytes: Uint8Array.from(bytes) } : null
    } catch {
      return null
    }
  }

  private async within<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the photos do not answer')), PATIENCE_MS)
    })
    try {
      return await Promise.race([this.open().then(work), patience])
    } catch (error) {
      // Browsers are known to lose a connection without saying so.
      this.close()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    if (this.opened) return this.opened
    const opening = this.begin()
    this.opened = opening
    return opening
  }

  private async begin(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(`bellboard.photos.${this.personId}`, VERSION, {
      upgrade: (database) => void database.createObjectStore('photos'),
      blocking: () => this.close(),
      terminated: () => this.close(),
    })
  }
}

const ignore = () => {}
