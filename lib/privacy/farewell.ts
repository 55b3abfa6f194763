/** Erasing a person. Promise: their tickets and figures stay as they are, and nothing says any more who it was. What they wrote
 *  goes as well when that is chosen: the clock takes it away, some entries at a time (`retention-clock.ts`). */
import 'server-only'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import { isFormer } from '@/lib/people/former'
import { isNamedUnderHold } from '@/lib/tickets/legal-hold'
import { ringForErasing } from './bell'
import { noteErasure, writeErasures } from './erasures'
import { erasePerson } from './person'
import { mayGovernPrivacy } from './policy'
import type { FarewellInput } from './requests'

/** Admins only, and nobody themselves. 400 when `name` is not what the person is called, unless they are erased already; 409 while
 *  a ticket under legal hold says who they are. */
export async function sayFarewell(
  actor: Actor,
  personId: string,
  { name, withTexts }: FarewellInput,
): Promise<{ id: string }> {
  if (!mayGovernPrivacy(actor)) throw new AppError('forbidden', 'admins_only')
  if (actor.personId === personId) throw new AppError('forbidden', 'not_yourself')
  const { version, erasure } = await db().transaction(async (tx) => {
    const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId)).for('update')
    if (!person) throw notFound()
    // Whoever was erased before is called something else by each reader.
    if (person.name !== name && !isFormer(person))
      throw new AppError('invalid', 'not_their_name', { field: 'body.name' })
    if (await isNamedUnderHold(tx, personId)) throw new AppError('conflict', 'person_on_legal_hold')
    const version = await erasePerson(tx, personId)
    const erasure = await noteErasure(tx, { kind: 'person', personId, withTexts, byId: actor.personId })
    await audit(tx, actor.personId, 'person.erased', { personId, withTexts })
    return { version, erasure }
  })
  await writeErasures([erasure])
  await publishAccess(version)
  if (withTexts) ringForErasing()
  return { id: personId }
}
