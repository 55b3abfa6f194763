import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { stopHub } from '@/lib/live/hub'
import { commitMessages, makeTicket } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { POST } from '../typing/route'
import { PUT } from './route'

let hana: Actor
let marco: Actor
let ticketId: string
beforeAll(async () => {
  ;[hana, marco] = await Promise.all([actorAs('hana'), actorAs('marco')])
  ticketId = await makeTicket(hana)
  await commitMessages(hana, ticketId, 3)
})
afterAll(stopHub)

const mark = (as: Actor | undefined, body: unknown, id = ticketId) =>
  ask(PUT, { ...(as && { as }), method: 'PUT', params: { id }, body })
const type = (as: Actor | undefined, body: unknown, id = ticketId) =>
  ask(POST, { ...(as && { as }), method: 'POST', params: { id }, body })

describe('PUT /api/tickets/:id/read', () => {
  it('signed out → 401', async () => {
    expect(await mark(undefined, { seq: 1 })).toMatchObject({ status: 401 })
  })

  it.each([[{}], [{ seq: 0 }], [{ seq: 1.5 }], [{ seq: '1' }], [{ seq: 1e300 }]])('%o → 400', async (body) => {
    expect(await mark(hana, body)).toMatchObject({ status: 400, body: { error: { field: 'body.seq' } } })
  })

  it('not yours to see → the same 404 as for what is not there', async () => {
    const unseen = await mark(marco, { seq: 1 })
    expect(unseen.status).toBe(404)
    expect(await mark(marco, { seq: 1 }, newId())).toMatchObject({ status: 404, body: unseen.body })
  })

  it('right → where it is now', async () => {
    const rosa = await actorAs('rosa')
    expect(await mark(rosa, { seq: 2 })).toMatchObject({ status: 200, body: { seq: 2, n: 2 } })
    expect(await mark(rosa, { seq: 1 })).toMatchObject({ status: 200, body: { seq: 2, n: 2 } })
  })
})

describe('POST /api/tickets/:id/typing', () => {
  it('signed out → 401, malformed → 400, unseen → 404, right → 200', async () => {
    expect(await type(undefined, {})).toMatchObject({ status: 401 })
    expect(await type(hana, { text: 'secretly' })).toMatchObject({ status: 400 })
    expect(await type(marco, {})).toMatchObject({ status: 404 })
    expect(await type(hana, {})).toMatchObject({ status: 200 })
  })
})
