/** Carries what others have left to be sent on this device of the house: each of their messages and errands lies there as a
 *  letter, which only the server opens. In their order, one tab at a time; what the server refuses stays for whoever wrote it,
 *  with what rests on it. */
import { LETTER_HEADER } from '@/lib/errors'
import { DEADLINE_MS } from './api'
import { type Kind, kindOf, openMessages, outboxName, outboxOwner, type Stored } from './outbox-stored'
import { isAnswerToLetter } from './outgoing-answer'

const EVERY_MS = 20_000

/** Until the answer is called. `except` is who is signed in: they send their own. */
export function startCourier(except: string | null): () => void {
  const refused = new Set<string>()
  const go = () => void alone(() => carryAll(except, refused))
  const timer = setInterval(go, EVERY_MS)
  window.addEventListener('online', go)
  go()
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', go)
  }
}

/** Once around; exported for tests. */
export async function carryAll(except: string | null, refused = new Set<string>()): Promise<void> {
  for (const personId of await owners()) if (personId !== except) await carry(personId, refused).catch(ignore)
}

async function owners(): Promise<string[]> {
  const databases = (await globalThis.indexedDB?.databases?.()) ?? []
  return databases.flatMap(({ name }) => outboxOwner(name ?? '') ?? [])
}

async function carry(personId: string, refused: Set<string>): Promise<void> {
  const database = await openMessages(outboxName(personId), { blocking: (_, __, event) => close(event) })
  /** Of each ticket, what could not be done there. */
  const undone = new Map<string, Kind>()
  try {
    for (const row of await database.getAll('messages')) {
      const kind = kindOf(row)
      if (isStopped(kind, undone.get(row.ticketId))) continue
      const outcome = isLetter(row) && !refused.has(row.id) ? await post(personId, row) : 'left'
      if (outcome === 'unknown') return
      if (outcome === 'refused') refused.add(row.id)
      if (outcome !== 'done' && kind !== 'message') undone.set(row.ticketId, kind)
      if (outcome === 'done' && row.place !== undefined) await database.delete('messages', row.place)
    }
  } finally {
    database.close()
  }
}

/** As its writer's own page would have it: nothing goes to a ticket that was not opened, and no change after one that was not
 *  made, for it may rest on that. Words go. */
const isStopped = (kind: Kind, undone: Kind | undefined): boolean =>
  undone === 'opening' || (undone === 'change' && kind === 'change')

type Carried = Extract<Stored, { sealed: string }>
const isLetter = (row: Stored): row is Carried => 'sealed' in row && row.state === 'waiting' && row.letter.sealed !== ''

async function post(personId: string, row: Carried): Promise<'done' | 'refused' | 'unknown'> {
  const { method, path, sealed } = row.letter
  try {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json', [LETTER_HEADER]: personId },
      body: JSON.stringify({ sealed }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    const { ok, status } = response
    // Nobody looks after it: what does not say that the server has it leaves it where it is.
    if (ok) return isAnswerToLetter(row, await response.json()) ? 'done' : 'unknown'
    return status >= 500 || status === 429 ? 'unknown' : 'refused'
  } catch {
    return 'unknown'
  }
}

async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request('bellboard.courier', { ifAvailable: true }, (held) => (held ? work() : undefined))
}

const close = (event: IDBVersionChangeEvent) => (event.target as IDBDatabase).close()
const ignore = () => {}
