/** How every route that changes a ticket is tried: signed out, malformed, on a ticket that is not there for the caller,
 *  by somebody who may not, rightly, again, and too late. What else it promises stands in each route's own test. */
import { expect, it } from 'vitest'
import { cast } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import type { Status } from '@/lib/tickets/schema'
import { opened, ticketIn } from '@/lib/tickets/specimen'
import { addWatcher } from '@/lib/tickets/watchers'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'

type Handler = Parameters<typeof ask>[0]

interface Drill {
  handler: Handler
  method: 'PUT' | 'DELETE' | 'PATCH'
  /** What belongs into the body beside `id`. */
  body?: Record<string, unknown>
  /** Beside the ticket's id. */
  params?: Record<string, string>
}

interface Change extends Drill {
  /** The ticket before it: Felix's for housekeeping, Hana's once somebody has it. */
  from: Status
  by: keyof typeof cast
  /** Somebody who sees it, having opened it, watched it or been added, and may not do this. */
  notFor: keyof typeof cast
  /** Its event's code, and what is true of the ticket then. */
  event: string
  leads: object
  /** Whether it goes by the version it was decided on. */
  hasBasedOn?: boolean
}

export function changesOnce({ handler, method, body = {}, params = {}, ...change }: Change) {
  const { from, by, notFor, event, leads, hasBasedOn = true } = change
  const send = async (who: keyof typeof cast, ticketId: string, over: object = {}) =>
    ask(handler, {
      as: await actorAs(who),
      method,
      params: { id: ticketId, ...params },
      body: { id: newId(), ...body, ...over },
    })

  it(`${method} by ${by} → 200, with one entry`, async () => {
    const before = await ticketIn(from)
    const { status, body: changed } = await send(by, before.id)
    expect([status, changed]).toMatchObject([200, { seq: before.lastSeq + 1, ticket: leads }])
    const [entry] = await readJournal(before.id, changed.seq, changed.seq + 9)
    expect(entry).toMatchObject({ kind: 'event', authorId: cast[by].id, body: { code: event } })
  })

  it(`${method} by ${notFor}, who only sees it → 403`, async () => {
    const before = await ticketIn(from)
    await addWatcher(await actorAs('felix'), before.id, cast[notFor].id, { id: newId() })
    const refused = await send(notFor, before.id)
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden', message: 'not_yours' } } })
  })

  it(`${method} twice, also at once → the first answer, one entry`, async () => {
    const before = await ticketIn(from)
    const id = newId()
    const answers = await Promise.all([
      send(by, before.id, { id }),
      send(by, before.id, { id }),
      send(by, before.id, { id }),
    ])
    answers.push(await send(by, before.id, { id }), await send(by, before.id))
    for (const answer of answers)
      expect([answer.status, answer.body]).toMatchObject([200, { seq: before.lastSeq + 1, ticket: leads }])
    expect(await readJournal(before.id, before.lastSeq + 1, 99)).toHaveLength(1)
  })

  it(`${method} with an id that did something else → 409, unchanged`, async () => {
    const before = await ticketIn(from)
    // The id of its first entry.
    const refused = await send(by, before.id, { id: before.id })
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict', message: 'id_reused' } } })
    expect(await readJournal(before.id, before.lastSeq + 1, 99)).toEqual([])
  })

  if (hasBasedOn)
    it(`${method} decided on an older state → 409 in words, with the ticket as it is`, async () => {
      const before = await ticketIn(from)
      const stale = await send(by, before.id, { basedOn: before.stateVersion - 1 })
      expect(stale).toMatchObject({
        status: 409,
        body: { error: { message: 'stale', params: { name: expect.any(String) }, current: { id: before.id } } },
      })
    })
}

export function refusesWhatAllRefuse({ handler, method, body = {}, params = {} }: Drill) {
  const question = (as: Actor | undefined, ticketId: string, over: object = {}) => ({
    ...(as && { as }),
    method,
    params: { id: ticketId, ...params },
    body: { id: newId(), ...body, ...over },
  })

  it(`${method} signed out → 401`, async () => {
    const { id } = await opened(await actorAs('felix'))
    expect(await ask(handler, question(undefined, id))).toMatchObject({
      status: 401,
      body: { error: { code: 'signed_out' } },
    })
  })

  it(`${method} from another site → 403`, async () => {
    const felix = await actorAs('felix')
    const { id } = await opened(felix)
    const foreign = { ...question(felix, id), headers: { origin: `${ORIGIN}.evil.test` } }
    expect(await ask(handler, foreign)).toMatchObject({ status: 403, body: { error: { message: 'foreign_origin' } } })
  })

  it(`${method} malformed → 400 naming the field`, async () => {
    const felix = await actorAs('felix')
    const { id } = await opened(felix)
    const wrong: [object, string][] = [
      [{ id: 'x' }, 'body.id'],
      // A UUID, but no version 7.
      [{ id: '3f2b8f0e-5d0c-4c39-9d0e-3a8b1c2d4e5f' }, 'body.id'],
      [{ id: undefined }, 'body.id'],
      [{ at: 'yesterday' }, 'body.at'],
      [{ colour: 'red' }, 'body.colour'],
    ]
    for (const [over, field] of wrong)
      expect(await ask(handler, question(felix, id, over))).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', field } },
      })
    const text = {
      ...question(felix, id),
      body: undefined,
      rawBody: '{"id":',
      headers: { 'content-type': 'application/json' },
    }
    expect(await ask(handler, text)).toMatchObject({ status: 400, body: { error: { field: 'body' } } })
  })

  it(`${method} on a ticket that is not there, or not for the caller → the same 404`, async () => {
    const { id } = await opened(await actorAs('felix'))
    const marco = await actorAs('marco')
    const unseen = await ask(handler, question(marco, id))
    const absent = await ask(handler, question(marco, newId()))
    const nonsense = await ask(handler, question(marco, '412'))
    expect(unseen).toMatchObject({ status: 404, body: { error: { code: 'not_found', message: 'not_found' } } })
    expect([absent.status, absent.body]).toEqual([404, unseen.body])
    expect([nonsense.status, nonsense.body]).toEqual([404, unseen.body])
  })
}
