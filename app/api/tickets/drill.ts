/** How every route that changes a ticket is tried: signed out, malformed, on a ticket that is not there for the caller.
 *  What is forbidden and what is right differs, and stands in each route's own test. */
import { expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { opened } from '@/lib/tickets/specimen'
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
