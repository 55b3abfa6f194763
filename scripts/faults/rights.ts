/** Changing who may see what: noted in the ledger, and in what is known of a person's rights. */
import { db, type Transaction } from '@/db/client'
import { raiseAccessVersion } from '@/lib/auth/access'
import { newId } from '@/lib/schema'
import type { Device } from './device'
import { invite } from './guests'
import type { House } from './house'
import type { Rights } from './testimony'
import { accessNow } from './waiting'

export type Viewer = Rights['viewer']
export type Change = (tx: Transaction) => Promise<unknown>

/** What no route does yet, past the app: nobody has been told of it. Answers the access version from which on it holds. */
export async function changeRights({ rights }: Device, viewer: Viewer, change: Change): Promise<number> {
  const version = await db().transaction(async (tx) => {
    await change(tx)
    return raiseAccessVersion(tx)
  })
  rights.push({ from: version, viewer })
  return version
}

/** Signs this person out everywhere; answers when that was acknowledged, on this process's clock. */
export async function endSessions({ hotel }: House, { personId, rights }: Device): Promise<number> {
  const admin = await invite('Admin', 'admin', [], hotel.origin)
  const { status } = await admin.ask('DELETE', `/api/people/${personId}/sessions`)
  const answered = performance.now()
  if (status !== 200) throw new Error(`sign-out: ${status}`)
  admin.leave()
  rights.push({ from: await accessNow(), viewer: null })
  return answered
}

interface Where {
  house: House
  manager: Device
  ticketId: string
}

/** A change of the ticket that must be accepted. */
export async function must(
  { house, manager, ticketId }: Where,
  method: string,
  noun: string,
  op: string,
  more: object = {},
): Promise<void> {
  const id = newId()
  const line = { id, ticketId, personId: manager.personId, op, digest: '' }
  await house.book.intend(line)
  const { status, body } = await manager.ask(method, `/api/tickets/${ticketId}/${noun}`, { id, ...more })
  if (status !== 200) throw new Error(`${op}: ${status} ${JSON.stringify(body)}`)
  await house.book.note({ ...line, outcome: 'ok', seq: 0 })
}
