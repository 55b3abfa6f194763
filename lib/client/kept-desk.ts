/** A person's desk as this device last knew it: the hotel's names, the board, what places carry and the threads that were opened.
 *  It is what an app that starts without a network shows, with the moment it was true. */
import type { ThreadPage } from '@/lib/chat/schema'
import type { PlaceFlags } from '@/lib/places/schema'
import type { ListedTicket, OpenedTicket } from '@/lib/tickets/schema'
import { keep } from './keep'
import { type PersonalStore, personalStore, storeOwners } from './personal-store'
import { BOARD, FLAGS, THREAD, watchRemovals } from './removals'

export interface KeptBoard {
  rows: ListedTicket[]
  /** Until when it was known to be current: milliseconds since the epoch, by the device's clock. */
  asOf: number
}

export interface KeptThread {
  opened: OpenedTicket
  page: ThreadPage
}

/** A tablet needs its own work and its department's, not a thousand tickets. */
const MOST_ROWS = 500
const MOST_THREADS = 60
const MOST_ENTRIES = 60

/** Whose desk an app without a network begins with. */
const LAST = 'last'

export const lastPerson = (): string | null => keep.get(LAST)

const stores = new Map<string, PersonalStore>()

/** One connection a person and page. */
function storeOf(personId: string): PersonalStore {
  const known = stores.get(personId) ?? personalStore(personId)
  stores.set(personId, known)
  return known
}

/** What has been removed in the house is to go from here, too, and all of it when another tab signs out. Once a page. */
export function keepWatch(personId: string): void {
  if (watched.has(personId)) return
  watched.add(personId)
  watchRemovals(storeOf(personId))
  keep.onChange((key, value) => {
    if (key === LAST && value === null) void forgetDesk(personId)
  })
}

const watched = new Set<string>()

/** `directory`: what the hotel's page was rendered with. */
export async function keepDirectory(personId: string, directory: unknown): Promise<void> {
  const store = storeOf(personId)
  if (!store.isWiped) keep.set(LAST, personId)
  await store.set('directory', directory)
}

export const keptDirectory = <T>(personId: string): Promise<T | undefined> => storeOf(personId).get<T>('directory')

/** Whose tickets come first when there are too many. */
export function keepBoard(personId: string, rows: Iterable<ListedTicket>, asOf: number): Promise<void> {
  const all = [...rows]
  const isMine = ({ ticket }: ListedTicket) => ticket.assigneeId === personId || ticket.openerId === personId
  const kept = all.length <= MOST_ROWS ? all : [...all.filter(isMine), ...all.filter((row) => !isMine(row))]
  return storeOf(personId).set(BOARD, { rows: kept.slice(0, MOST_ROWS), asOf } satisfies KeptBoard)
}

export const keptBoard = (personId: string): Promise<KeptBoard | undefined> => storeOf(personId).get(BOARD)

/** What places carried when the house last said it. */
export const keepFlags = (personId: string, places: PlaceFlags[]): Promise<void> => storeOf(personId).set(FLAGS, places)

export const keptFlags = (personId: string): Promise<PlaceFlags[] | undefined> => storeOf(personId).get(FLAGS)

export async function keepThread(personId: string, { opened, page }: KeptThread): Promise<void> {
  const store = storeOf(personId)
  const items = page.items.slice(-MOST_ENTRIES)
  const before = items.length < page.items.length ? (items[0]?.seq ?? null) : page.before
  await store.set(THREAD + opened.ticket.id, { opened, page: { ...page, items, before } } satisfies KeptThread)
  await store.thin(THREAD, MOST_THREADS)
}

export const keptThread = (personId: string, ticketId: string): Promise<KeptThread | undefined> =>
  storeOf(personId).get(THREAD + ticketId)

export const forgetThread = (personId: string, ticketId: string): Promise<void> =>
  storeOf(personId).delete(THREAD + ticketId)

/** Nobody is to find on this device what this person has read, and nothing of it is kept any more until a page is loaded anew:
 *  the one that they leave still saves what it shows. What they wrote and still have to send is not touched. */
export async function forgetDesk(personId: string): Promise<void> {
  if (keep.get(LAST) === personId) keep.drop(LAST)
  await storeOf(personId).wipe()
}

/** Everybody's: also what a page that was being left has kept after its person's desk was forgotten. */
export async function forgetDesks(): Promise<void> {
  const last = lastPerson()
  if (last !== null) await forgetDesk(last)
  await Promise.all((await storeOwners()).map(forgetDesk))
}
