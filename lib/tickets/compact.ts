/** Tickets as a whole board of them travels: without what goes without saying, which is half of the bytes. Shared by server
 *  and browser. What is not named here is always said, so that a field that a ticket gains later is never lost. */
import type { ListedTicket, Ticket } from './schema'

/** What a ticket is where nothing else is said. */
const UNSAID = {
  summary: '',
  placeId: null,
  catalogueItemId: null,
  quantity: 1,
  fields: {},
  priority: 'normal',
  guestName: '',
  guestInRoom: false,
  callBack: null,
  hold: null,
  cancellation: null,
  acceptedAt: null,
  startedAt: null,
  doneAt: null,
  endedAt: null,
  stateChangedById: null,
  messageCount: 0,
  lastMessage: null,
  assigneeId: null,
  restricted: false,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
} satisfies Partial<Ticket>

type Unsaid = keyof typeof UNSAID

/** `read` is there where the reader has read anything. */
export type CompactTicket = Omit<Ticket, Unsaid> & Partial<Pick<Ticket, Unsaid>> & { read?: ListedTicket['read'] }

/** A page of the board. */
export interface BoardPage {
  items: CompactTicket[]
  /** Pass it back as `cursor` for the next page; null on the last. */
  next: string | null
}

const EMPTY = new Set(Object.entries(UNSAID).map(([name, value]) => `${name}:${JSON.stringify(value)}`))

const goesWithoutSaying = (name: string, value: unknown) =>
  (value === null || typeof value !== 'object' || Object.keys(value).length === 0) &&
  EMPTY.has(`${name}:${JSON.stringify(value)}`)

export function pack({ ticket, read }: ListedTicket): CompactTicket {
  const said = Object.entries(ticket).filter(([name, value]) => !goesWithoutSaying(name, value))
  return { ...(Object.fromEntries(said) as unknown as CompactTicket), ...(read.seq > 0 && { read }) }
}

export function unpack({ read = { seq: 0, n: 0 }, ...said }: CompactTicket): ListedTicket {
  return { ticket: { ...UNSAID, ...said }, read }
}
