/** For tests: people who can be erased, without the cast missing anybody. */
import 'server-only'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { createSession } from '@/lib/auth/session'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import type { Role } from '@/lib/people/schema'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { sayFarewell } from './farewell'
import { runRetention } from './retention-clock'

export interface Newcomer {
  id: string
  name: string
  actor: Actor
}

/** Somebody new, who has a session and belongs to housekeeping. */
export async function newcomer(role: Role = 'attendant'): Promise<Newcomer> {
  const id = newId()
  const name = `Wanda ${id.slice(-6)}`
  await db()
    .insert(people)
    .values({ id, name, email: `w${id.slice(-12)}@alder.example`, role, passwordHash: 'x', pinHash: 'y' })
  await db().insert(memberships).values({ personId: id, departmentId: departments.housekeeping.id })
  const { sessionId } = await createSession(id, 'a tablet')
  const actor = (await loadActors([sessionId])).actors.get(sessionId)
  if (!actor) throw new Error('no actor')
  return { id, name, actor }
}

export const say = async ({ actor }: Pick<Newcomer, 'actor'>, ticketId: string, body: string) =>
  (await sendMessage(actor, ticketId, sendMessageInput.parse({ id: newId(), body }))).entry

export const eraseWithTexts = async ({ id, name }: Newcomer) =>
  sayFarewell(await actorAs('ada'), id, { name, withTexts: true })

/** Until the clock has nothing left to do. */
export async function runAll(): Promise<void> {
  for (let round = 0; round < 50 && (await runRetention()); round++);
}
