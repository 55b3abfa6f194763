/** What one person's screens have shown, kept on this device so that they can be read without a network: one IndexedDB database
 *  a person. A browser that refuses it reads nothing there and loses nothing else. Everything goes through `Seal` on its way
 *  in and out: on a device of one's own it passes as it is, on a shared one it is closed under that person's key. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { isSealing, sealJson, unsealJson } from './seal'

/** What stands between a person's data and the disk. `open` rejects what it cannot open. */
export interface Seal {
  seal(value: unknown): Promise<unknown>
  open(sealed: unknown): Promise<unknown>
}

/** As `seal.ts` has it for whoever is signed in on this device. */
const OWN: Seal = {
  seal: async (value) => (isSealing() ? sealJson(value) : value),
  open: async (sealed) => {
    if (!isSealing()) return sealed
    const value = await unsealJson(String(sealed))
    if (value === null) throw new Error('sealed for somebody else')
    return value
  },
}

export interface PersonalStore {
  /** Undefined when it is not there, or cannot be read. */
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
  /** What follows in the keys that begin so. */
  namesAfter(prefix: string): Promise<string[]>
  /** Of the keys that begin so, only the `most` written last stay. */
  thin(prefix: string, most: number): Promise<void>
  /** Of the keys that begin so, those written up to a moment go (milliseconds since the epoch). */
  forget(prefix: string, upTo: number): Promise<void>
  /** All of it, for good: what is set later through this store, or was on its way, is not kept. */
  wipe(): Promise<void>
  readonly isWiped: boolean
  /** What has begun is finished; whatever comes later opens it again. */
  close(): void
}

interface Kept {
  sealed: unknown
  /** Milliseconds since the epoch. */
  at: number
}

interface Schema extends DBSchema {
  kept: { key: string; value: Kept }
}

const VERSION = 1
const PREFIX = 'bellboard.personal.'

/** Whose data lies in this browser; nobody's where it does not say. */
export async function storeOwners(): Promise<string[]> {
  const databases = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? []
  return databases.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
}

/** The one place where it is said how a person's data is closed. */
export function personalStore(personId: string, seal: Seal = OWN): PersonalStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null
  let isWiped = false
  const close = () => {
    const closing = opened
    opened = null
    closing?.then((database) => database.close(), ignore)
  }
  const database = () => {
    opened ??= openDB<Schema>(PREFIX + personId, VERSION, {
      upgrade: (created) => void created.createObjectStore('kept'),
      blocking: close,
      terminated: close,
    })
    return opened
  }
  const attempt = async <T>(work: (opened: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> => {
    try {
      return await work(await database())
    } catch {
      close()
      return undefined
    }
  }
  return {
    get: (key) =>
      attempt(async (store) => {
        const kept = await store.get('kept', key)
        return kept && ((await seal.open(kept.sealed)) as never)
      }),
    set: (key, value) =>
      attempt(async (store) => {
        const kept = { sealed: await seal.seal(value), at: Date.now() }
        // Only now: sealing takes a while, and it may have been wiped meanwhile.
        if (!isWiped) await store.put('kept', kept, key)
      }),
    delete: (key) => attempt((store) => store.delete('kept', key)),
    namesAfter: async (prefix) => {
      const keys = await attempt((store) => store.getAllKeys('kept', IDBKeyRange.bound(prefix, `${prefix}\uffff`)))
      return (keys ?? []).map((key) => key.slice(prefix.length))
    },
    thin: (prefix, most) =>
      attempt((store) => drop(store, prefix, (found) => found.sort((a, b) => b.at - a.at).slice(most))),
    forget: (prefix, upTo) => attempt((store) => drop(store, prefix, (found) => found.filter(({ at }) => at <= upTo))),
    wipe: () => {
      isWiped = true
      return attempt((store) => store.clear('kept'))
    },
    get isWiped() {
      return isWiped
    },
    close,
  }
}

interface Found {
  key: string
  at: number
}

async function drop(store: IDBPDatabase<Schema>, prefix: string, which: (found: Found[]) => Found[]): Promise<void> {
  const all = store.transaction('kept', 'readwrite').store
  const found: Found[] = []
  for (let cursor = await all.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`)); cursor; ) {
    found.push({ key: cursor.key, at: cursor.value.at })
    cursor = await cursor.continue()
  }
  for (const { key } of which(found)) await all.delete(key)
}

const ignore = () => {}
