import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { threadQuery } from '@/lib/chat/schema'
import { readThread } from '@/lib/chat/thread'
import { historyQuery } from '@/lib/history/schema'
import { searchHistory } from '@/lib/history/search'
import { newId } from '@/lib/ids'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import { actorAs } from '@/scripts/stage/stage'
import { readBoard } from './board'
import { toEntry } from './dto'
import { listTickets } from './list'
import { canSee } from './policy'
import { listTicketsQuery } from './requests'
import type { Ticket } from './schema'
import { askingFor, opened, written } from './specimen'
import { getTicket } from './tickets'
import { undoChange } from './undo/undo'
import { restrictTicket } from './watchers'
import { cancelTicket, reopenTicket } from './work'

const everybody = Object.keys(cast) as (keyof typeof cast)[]
const people = new Map<string, Actor>()
const ears = new Map<string, Listener>()
let nora: Actor

beforeAll(async () => {
  for (const who of everybody) people.set(who, await actorAs(who))
  nora = await actorAs('nora')
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterEach(() => {
  for (const ear of ears.values()) ear.leave()
  ears.clear()
})
afterAll(stopHub)

/** Everything that this person's screens may ask for about the one, and all that their stream has said. */
async function toldTo(who: string, actor: Actor, one: Ticket): Promise<string> {
  const { readers: _, ...shown } = await getTicket(actor, one.id)
  const told = [
    shown,
    await readThread(actor, one.id, threadQuery.parse({})),
    await readBoard(actor, { limit: 1_000 }),
    await listTickets(actor, listTicketsQuery.parse({ view: 'all', q: one.summary })),
    await searchHistory(actor, historyQuery.parse({ q: one.summary })),
    ears.get(who)?.events,
  ]
  return JSON.stringify(told)
}

/** Whoever may see both is told of the one by the other's link, everybody else of nothing. */
async function expectBothAlone(one: Ticket, original: Ticket, isLinked: boolean): Promise<void> {
  for (const [who, actor] of people) {
    if (!canSee(actor, one)) continue
    const seesBoth = canSee(actor, original)
    const links = (await getTicket(actor, one.id)).links.map(({ ticket, kind }) => [ticket.id, kind])
    expect([who, links]).toEqual([who, seesBoth && isLinked ? [[original.id, 'duplicate']] : []])
    if (!seesBoth) expect([who, (await toldTo(who, actor, one)).includes(original.id)]).toEqual([who, false])
  }
}

async function listen(one: Ticket): Promise<void> {
  for (const [who, actor] of people)
    ears.set(who, Listener.open(actor, canSee(actor, one) ? { [one.id]: one.lastSeq } : {}))
  await vi.waitFor(() => expect([...ears.values()].every((ear) => ear.all('hello').length === 1)).toBe(true))
}

/** Whoever sees the ticket has heard of this entry, so what was said before it has been said. */
const heard = (one: Ticket, seq: number) =>
  vi.waitFor(() => {
    for (const [who, actor] of people)
      if (canSee(actor, one)) expect([who, ears.get(who)?.seqs(one.id).includes(seq)]).toEqual([who, true])
  })

describe('a ticket cancelled as a duplicate', () => {
  it('of a hidden one names it to nobody who may not see it: nowhere, also when it is taken back and reopened', async () => {
    const secret = await opened(nora, askingFor('A theft', 'security', { restricted: true, namedIds: [cast.felix.id] }))
    const felix = await actorAs('felix')
    const one = await opened(felix, askingFor(`Something is gone ${newId()}`, 'housekeeping'))
    await listen(one)
    const cancelling = { ...written(), reason: 'duplicate' as const, duplicateOf: secret.id }
    const { ticket, seq } = await cancelTicket(felix, one.id, cancelling)
    expect(ticket?.cancellation).toEqual({ reason: 'duplicate' })
    await heard(one, seq)
    await vi.waitFor(() => expect(ears.get('nora')?.all('links').length).toBeGreaterThan(0))
    await expectBothAlone(one, secret, true)
    expect(await cancelTicket(felix, one.id, cancelling)).toMatchObject({ seq })

    const undone = await undoChange(felix, one.id, { ...written(), of: cancelling.id })
    expect(undone.ticket).toMatchObject({ status: 'new', cancellation: null })
    await heard(one, undone.seq)
    await expectBothAlone(one, secret, false)

    await cancelTicket(felix, one.id, { ...cancelling, ...written() })
    const reopened = await reopenTicket(felix, one.id, written())
    await heard(one, reopened.seq)
    await expectBothAlone(one, secret, true)
  })

  it('of one that is another department’s, or is hidden later, neither', async () => {
    const original = await opened(nora, askingFor('Drip', 'engineering'))
    const one = await opened(nora, askingFor(`Wet floor ${newId()}`, 'housekeeping'))
    await cancelTicket(nora, one.id, { ...written(), reason: 'duplicate', duplicateOf: original.id })
    await expectBothAlone(one, original, true)
    await restrictTicket(nora, original.id, { ...written(), namedIds: [] })
    const { ticket: hidden } = await getTicket(nora, original.id)
    await expectBothAlone(one, hidden, true)
  })

  it('each of the other at once is linked once', async () => {
    const [a, b] = [
      await opened(nora, askingFor('Noise', 'security')),
      await opened(nora, askingFor('Noise', 'security')),
    ]
    const cancel = (one: Ticket, other: Ticket) =>
      cancelTicket(nora, one.id, { ...written(), reason: 'duplicate', duplicateOf: other.id })
    await Promise.all([cancel(a, b), cancel(b, a)])
    expect((await getTicket(nora, a.id)).links).toHaveLength(1)
  })

  it('long ago is shown without the name that its journal has', async () => {
    const one = await opened(nora, askingFor('Noise', 'security'))
    const [row] = await db().select().from(entries).where(eq(entries.id, one.id))
    const params = { reason: 'duplicate' as const, duplicateOf: newId() }
    const entry = row && toEntry({ ...row, body: { code: 'cancelled', params } })
    expect(entry?.body).toEqual({ code: 'cancelled', params: { reason: 'duplicate' } })
  })
})
