/** An outbox's rows. On a device of the house what was written is sealed in them, and beside it lies a letter: the same for the
 *  server, should its writer have locked the device before it could be sent. In clear is only what orders and addresses. */
import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'
import type { Outgoing } from './outgoing'
import { requestFor } from './outgoing-request'
import { isSealing, sealJson, sealLetter, unsealJson } from './seal'
import type { Request } from './tickets'

const VERSION = 1

/** The database counts the places, over all tabs and for ever: a clock that is set back does not change the order. */
type Open = Omit<Outgoing, 'place' | 'isFleeting'> & { place?: number }
interface Sealed extends Pick<Outgoing, 'id' | 'ticketId' | 'state'> {
  place?: number
  sealed: string
  letter: Letter
}

/** A request as another person's page may send it, without knowing what it says. */
export interface Letter {
  method: Request['method']
  path: string
  sealed: string
}

export type Stored = Open | Sealed

export interface OutboxSchema extends DBSchema {
  messages: { key: number; value: Stored; indexes: { id: string } }
}

export type Kind = 'message' | 'change' | 'opening'

/** Also for whoever cannot read it. An opening has its ticket's id, and of the rest only messages are posted. */
export function kindOf(row: Stored): Kind {
  if (row.id === row.ticketId) return 'opening'
  const isMessage = 'sealed' in row ? row.letter.method === 'POST' : row.errand === undefined
  return isMessage ? 'message' : 'change'
}

const PREFIX = 'bellboard.outbox.'
export const outboxName = (personId: string): string => PREFIX + personId
/** Whose outbox a database is; null for any other. */
export const outboxOwner = (name: string): string | null => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null)

type Events = Omit<OpenDBCallbacks<OutboxSchema>, 'upgrade'>

export const openMessages = (name: string, events: Events = {}): Promise<IDBPDatabase<OutboxSchema>> =>
  openDB<OutboxSchema>(name, VERSION, {
    upgrade: (database) => {
      const messages = database.createObjectStore('messages', { keyPath: 'place', autoIncrement: true })
      messages.createIndex('id', 'id', { unique: true })
    },
    ...events,
  })

/** Fails on a device of the house while there is no key. */
export async function stored(message: Outgoing): Promise<Stored> {
  // Whatever else it says: what is left out here would be sent without it.
  const { id, ticketId, state, place: _place, isFleeting: _isFleeting, ...written } = message
  if (!isSealing()) return { id, ticketId, state, ...written }
  const { method, path, body } = requestFor(message)
  const [sealed, letter] = await Promise.all([sealJson(written), sealLetter(body, `${method} ${path}`)])
  return { id, ticketId, state, sealed, letter: { method, path, sealed: letter ?? '' } }
}

/** None where another key sealed it. Fails while there is no key. */
export async function outgoing(row: Stored): Promise<Outgoing[]> {
  const { place = 0 } = row
  if (!('sealed' in row)) return [{ ...row, place, isFleeting: false }]
  const written = await unsealJson<Omit<Outgoing, 'id' | 'ticketId' | 'state' | 'place' | 'isFleeting'>>(row.sealed)
  const { id, ticketId, state } = row
  return written ? [{ id, ticketId, state, ...written, place, isFleeting: false }] : []
}
