import { beforeAll, describe, expect, it } from 'vitest'
import { departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/ids'
import type { QuickReply } from '@/lib/replies/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, PATCH } from './[id]/route'
import { GET, POST } from './route'

let felix: Actor
let hana: Actor
let marco: Actor
beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
})

let counted = 0
const content = (over: object = {}) => ({
  departmentId: departments.engineering.id,
  shortcut: `part-${++counted}`,
  texts: { en: 'The part for {room} comes at {time}.', de: 'Das Teil für {room} kommt um {time}.' },
  ...over,
})
const add = (as: Actor | undefined, over: object = {}) =>
  ask(POST, { ...(as && { as }), method: 'POST', body: { id: newId(), ...content(over) } })
const added = async (over: object = {}): Promise<QuickReply> => (await add(felix, over)).body.reply
const change = (as: Actor | undefined, reply: QuickReply, over: object = {}, id = reply.id) => {
  const { id: _, ...rest } = reply
  return ask(PATCH, { ...(as && { as }), method: 'PATCH', params: { id }, body: { ...rest, ...over } })
}
const remove = (as: Actor | undefined, id: string) =>
  ask(DELETE, { ...(as && { as }), method: 'DELETE', params: { id } })
const listed = async (as: Actor): Promise<QuickReply[]> => (await ask(GET, { as })).body.items
const has = async (as: Actor, { id }: QuickReply) => (await listed(as)).some((one) => one.id === id)

describe('GET /api/replies', () => {
  it('signed out → 401; with a parameter it does not know → 400', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { as: hana, query: { q: 'x' } })).status).toBe(400)
  })

  it('gives attendants their departments’ and everybody’s, and those who dispatch all', async () => {
    const [theirs, common] = [await added(), await added({ departmentId: null })]
    expect([await has(marco, theirs), await has(marco, common)]).toEqual([true, true])
    expect([await has(hana, theirs), await has(hana, common)]).toEqual([false, true])
    for (const who of ['felix', 'nora', 'ada'] as const) expect(await has(await actorAs(who), theirs)).toBe(true)
  })
})

describe('POST /api/replies', () => {
  it('signed out → 401; by an attendant → 403, also of the department', async () => {
    expect((await add(undefined)).status).toBe(401)
    expect(await add(marco)).toMatchObject({ status: 403, body: { error: { message: 'not_yours' } } })
  })

  it.each<[string, object, string]>([
    ['no English', { texts: { de: 'Teil' } }, 'body.texts'],
    ['an empty text', { texts: { en: 'Part', de: '  ' } }, 'body.texts.de'],
    ['an unknown placeholder', { texts: { en: 'Hello {colour}' } }, 'body.texts.en'],
    ['other placeholders than in English', { texts: { en: 'At {time}', de: 'Um {room}' } }, 'body.texts.de'],
    ['a placeholder twice', { texts: { en: '{room}, yes {room}' } }, 'body.texts.en'],
    ['a long text', { texts: { en: 'x'.repeat(501) } }, 'body.texts.en'],
    ['a shortcut of two words', { shortcut: 'on way' }, 'body.shortcut'],
    ['a shortcut in capitals', { shortcut: 'Part' }, 'body.shortcut'],
    ['a department that is not there', { departmentId: newId() }, 'body.departmentId'],
    ['an id that is none', { id: 'x' }, 'body.id'],
    ['a field it does not know', { colour: 'red' }, 'body.colour'],
  ])('%s → 400 naming the field', async (_, over, field) => {
    const before = (await listed(felix)).length
    expect(await add(felix, over)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
    expect(await listed(felix)).toHaveLength(before)
  })

  it('right → 201, and the same again, also at once; other content under the id → 409', async () => {
    const body = { id: newId(), ...content() }
    const post = (over: object = {}) => ask(POST, { as: felix, method: 'POST', body: { ...body, ...over } })
    const answers = await Promise.all([post(), post(), post()])
    answers.push(await post())
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 201, body: { reply: { ...body, version: 1 } } })
    expect((await listed(felix)).filter(({ id }) => id === body.id)).toHaveLength(1)
    expect(await post({ shortcut: 'another' })).toMatchObject({
      status: 409,
      body: { error: { message: 'id_reused' } },
    })
  })

  it('a shortcut that its department has → 409 naming it; another department, or none, may have it too', async () => {
    const { shortcut } = await added()
    expect(await add(felix, { shortcut })).toMatchObject({
      status: 409,
      body: { error: { message: 'shortcut_taken', params: { shortcut }, field: 'body.shortcut' } },
    })
    for (const departmentId of [departments.housekeeping.id, null])
      expect(await add(felix, { shortcut, departmentId })).toMatchObject({ status: 201 })
    const again = await Promise.all([1, 2].map(() => add(felix, { shortcut: 'at-once', departmentId: null })))
    expect(again.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })
})

describe('PATCH /api/replies/:id', () => {
  it('signed out → 401; by an attendant → 403; one that is not there, or no more → 404', async () => {
    const reply = await added()
    expect((await change(undefined, reply)).status).toBe(401)
    expect((await change(hana, reply)).status).toBe(403)
    for (const id of [newId(), '412']) expect((await change(felix, reply, {}, id)).status).toBe(404)
    await remove(felix, reply.id)
    expect((await change(felix, reply)).status).toBe(404)
  })

  it('malformed → 400 naming the field', async () => {
    const reply = await added()
    for (const [over, field] of [
      [{ version: 0 }, 'body.version'],
      [{ texts: { de: 'x' } }, 'body.texts'],
    ] as const)
      expect(await change(felix, reply, over)).toMatchObject({ status: 400, body: { error: { field } } })
  })

  it('right → 200 and a version more; again → the same; by whoever saw the older one → 409 with what it is now', async () => {
    const reply = await added()
    const texts = { en: 'The part for {room} comes tomorrow.' }
    for (let time = 0; time < 2; time++)
      expect(await change(felix, reply, { texts })).toMatchObject({
        status: 200,
        body: { reply: { texts, version: 2 } },
      })
    expect(await change(felix, reply, { texts: { en: 'Never mind.' } })).toMatchObject({
      status: 409,
      body: { error: { message: 'stale_reply', current: { texts, version: 2 } } },
    })
  })

  it('onto a shortcut that is taken → 409', async () => {
    const [one, other] = [await added(), await added()]
    expect(await change(felix, one, { shortcut: other.shortcut })).toMatchObject({ status: 409 })
  })
})

describe('DELETE /api/replies/:id', () => {
  it('signed out → 401; by an attendant → 403; one that never was → 404', async () => {
    const reply = await added()
    expect((await remove(undefined, reply.id)).status).toBe(401)
    expect((await remove(marco, reply.id)).status).toBe(403)
    for (const id of [newId(), '412']) expect((await remove(felix, id)).status).toBe(404)
    expect(await has(felix, reply)).toBe(true)
  })

  it('right → 200, twice too; its shortcut is free again', async () => {
    const reply = await added()
    for (let time = 0; time < 2; time++) expect((await remove(felix, reply.id)).status).toBe(200)
    expect(await has(felix, reply)).toBe(false)
    expect(await add(felix, { shortcut: reply.shortcut })).toMatchObject({ status: 201 })
  })
})
