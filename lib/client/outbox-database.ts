/** One person's outbox in this browser's IndexedDB, shared by their tabs. Every promise is kept within `patienceMs` or broken:
 *  a browser may refuse the database, be out of room, or never answer, and then the caller keeps the messages elsewhere. */
import type { IDBPDatabase, IDBPObjectStore } from 'idb'
import { type OutboxSchema, openMessages, outgoing, type Stored, stored } from './outbox-stored'
import type { Outgoing } from './outgoing'

const PATIENCE_MS = 3_000

type Store = IDBPObjectStore<OutboxSchema, ['messages'], 'messages', 'readwrite'>

export class OutboxDatabase {
  private opened: Promise<IDBPDatabase<OutboxSchema>> | null = null
  /** It owes an answer: nobody waits for it again until it has come. */
  private isSilent = false

  constructor(
    private readonly name: string,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** By their places. */
  all(): Promise<Outgoing[]> {
    return this.within(async (database) => readable(await database.getAll('messages')))
  }

  /** Those that are not there yet and still wanted, in this order, all or none; answers what is there of each. `isWanted` is asked
   *  within the transaction, for one that is not there may be one that was sent and dropped while this was on its way. Resolves
   *  when it is on the disk, not only on its way there: the power may go. */
  add(messages: readonly Outgoing[], isWanted: (id: string) => boolean): Promise<Outgoing[]> {
    const added = async (rows: Stored[]) =>
      this.change('strict', async (store) => {
        const kept: Stored[] = []
        for (const row of rows) {
          const there = await store.index('id').get(row.id)
          if (there) kept.push(there)
          else if (isWanted(row.id)) kept.push({ ...row, place: await store.add(row) })
        }
        return kept
      })
    // Sealed before and opened after: a transaction does not wait for anything else.
    return Promise.all(messages.map(stored)).then(added).then(readable)
  }

  /** Unless it was dropped. May be forgotten when the power goes: then it is only tried again. */
  update(message: Outgoing): Promise<void> {
    return stored(message).then((row) =>
      this.change('relaxed', async (store) => {
        const place = await store.index('id').getKey(row.id)
        if (place !== undefined) await store.put({ ...row, place })
      }),
    )
  }

  /** May be forgotten when the power goes: the server keeps one message of an id. */
  drop(id: string): Promise<void> {
    return this.change('relaxed', async (store) => {
      const place = await store.index('id').getKey(id)
      if (place !== undefined) await store.delete(place)
    })
  }

  /** What has begun is finished; whatever comes later opens it again. */
  close(): void {
    const closing = this.opened
    this.opened = null
    closing?.then((database) => database.close(), ignore)
  }

  private change<T>(durability: 'strict' | 'relaxed', work: (store: Store) => Promise<T>): Promise<T> {
    return this.within(async (database) => {
      const transaction = database.transaction('messages', 'readwrite', { durability })
      const [result] = await Promise.all([work(transaction.store), transaction.done])
      return result
    })
  }

  private async within<T>(work: (database: IDBPDatabase<OutboxSchema>) => Promise<T>): Promise<T> {
    if (this.isSilent) throw new Error(`${this.name} is silent`)
    const done = this.open().then(work)
    const heard = () => {
      clearTimeout(timer)
      this.isSilent = false
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.isSilent = true
        reject(new Error(`${this.name} does not answer`))
      }, this.patienceMs)
    })
    done.then(heard, () => {
      heard()
      // Browsers are known to lose a connection without saying so.
      this.close()
    })
    return Promise.race([done, patience])
  }

  private open(): Promise<IDBPDatabase<OutboxSchema>> {
    if (this.opened) return this.opened
    const opening = this.begin()
    this.opened = opening
    opening.catch(() => this.lose(opening))
    return opening
  }

  private async begin(): Promise<IDBPDatabase<OutboxSchema>> {
    return openMessages(this.name, {
      // A newer build in another tab, or somebody who clears the site's data: neither is to wait for this tab.
      blocking: () => this.close(),
      terminated: () => this.close(),
    })
  }

  private lose(opening: Promise<unknown>): void {
    if (this.opened === opening) this.opened = null
  }
}

const readable = async (rows: Stored[]): Promise<Outgoing[]> => (await Promise.all(rows.map(outgoing))).flat()

const ignore = () => {}
