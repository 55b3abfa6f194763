/** What was written before somebody came is not shown to them by who could see it then, however late it comes by. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { transferTicket } from '@/lib/tickets/assignment'
import type { Recorded } from '@/lib/tickets/journal'
import { actorAs } from '@/scripts/stage/stage'
import { Hub, stopHub } from './hub'
import { busKey, chatKey, partitionOf } from './keys'
import { Listener } from './listener'
import { publish, refill } from './publish'
import { commitMessage, makeTicket, newestOf } from './rehearsal'

let felix: Actor
let newcomer: Actor
let ticketId: string
let secret: Recorded

/** A ticket of housekeeping in which something was said, and which then went to security; after that somebody joined
 *  housekeeping. What was said may be on its way. */
beforeEach(async () => {
  ;[felix, newcomer] = await Promise.all([actorAs('felix'), actorAs('marco')])
  ticketId = await makeTicket(felix)
  secret = await commitMessage(felix, ticketId, 'secret')
})
afterEach(async () => {
  await db().delete(memberships)
  await stopHub()
})

async function moveOnAndJoin(): Promise<void> {
  await transferTicket(felix, ticketId, { id: newId(), departmentId: departments.security.id, reason: 'Not ours' })
  await db().transaction(async (tx) => {
    await tx
      .insert(memberships)
      .values({ personId: newcomer.personId, departmentId: departments.housekeeping.id })
      .onConflictDoNothing()
    return raiseAccessVersion(tx)
  })
}

/** A process that has just begun, and the newcomer's stream there. */
async function arrive() {
  const fresh = new Hub().start()
  onTestFinished(() => fresh.stop())
  await vi.waitFor(() => expect(fresh.engine).toBe('up'))
  const stream = new Listener(new Response(fresh.admit(newcomer, []).stream)).listen()
  await vi.waitFor(() => expect(stream.all('reset')).toHaveLength(1))
  return { fresh, stream }
}

/** Something of theirs, which comes behind all the rest. */
async function hearsTheNext(stream: Listener): Promise<void> {
  const own = await makeTicket(felix)
  await publish([await commitMessage(felix, own, 'for everybody in housekeeping')])
  await vi.waitFor(() => expect(stream.all('activity').map((one) => one.ticketId)).toContain(own))
}

const reasons = (stream: Listener) => stream.all('reset').map(({ reason }) => reason)

describe('who has come into a department', () => {
  it('is not shown what its reader reads again after a loss', async () => {
    await publish([secret])
    await moveOnAndJoin()
    const key = busKey(partitionOf(ticketId))
    await redis().publishControl(key, JSON.stringify({ type: 'access', accessVersion: 0 }))
    const { fresh, stream } = await arrive()
    const place = await newestOf(key)
    await redis().xDel(key, place?.id ?? '')
    ;(fresh as unknown as { reader: { hangUp(): void } }).reader.hangUp()
    await vi.waitFor(() => expect(reasons(stream)).toContain('gap'))
    await hearsTheNext(stream)
    expect(JSON.stringify(stream.events)).not.toContain(ticketId)
  })

  it('is not shown what is published again because Redis lost it, and need not fetch for it', async () => {
    await moveOnAndJoin()
    const { fresh, stream } = await arrive()
    await redis().del(chatKey(ticketId))
    await refill(ticketId, 0)
    await vi.waitFor(() => expect(fresh.newestOf(ticketId)).toBe(2))
    await hearsTheNext(stream)
    expect(JSON.stringify(stream.events)).not.toContain('secret')
    expect(reasons(stream)).not.toContain('gap')
  })

  it('is not shown what comes by before the record of what made it none of theirs: it is fetched', async () => {
    await moveOnAndJoin()
    const { fresh, stream } = await arrive()
    await redis().del(chatKey(ticketId))
    await publish([secret])
    await vi.waitFor(() => expect(fresh.newestOf(ticketId)).toBeDefined())
    await vi.waitFor(() => expect(reasons(stream)).toContain('gap'))
    await hearsTheNext(stream)
    expect(JSON.stringify(stream.events)).not.toContain('secret')
  })
})
