import { eq, isNotNull } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { devices } from '@/db/schema'
import { listAudit } from '@/lib/audit/audit'
import { deviceOf } from '@/lib/devices/own'
import { newId } from '@/lib/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { POST as claim } from '../enrolment/route'
import { GET, POST } from './route'

const method = 'POST'
const input = (patch = {}) => ({
  id: newId(),
  name: 'Housekeeping tablet',
  kind: 'tablet',
  departmentId: departments.housekeeping.id,
  lockMinutes: 5,
  isHere: true,
  ...patch,
})
const pairOf = (headers: Headers) => headers.getSetCookie().map((line) => line.split(';')[0])[0] ?? ''
const deviceBy = (cookie: string) => deviceOf(new Headers({ cookie, host: 'bellboard.test' }))

describe('GET /api/devices', () => {
  it('401 signed out, 403 for who is no admin', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { as: await actorAs('nora') })).status).toBe(403)
  })

  it('200 lists them, and no secret', async () => {
    const as = await actorAs('ada')
    const body = input()
    await ask(POST, { as, method, body })
    const { body: list } = await ask(GET, { as })
    const found = list.items.find(({ id }: { id: string }) => id === body.id)
    expect(found).toMatchObject({ name: body.name, endedAt: null, enrolledBy: as.personId })
    expect(JSON.stringify(list)).not.toMatch(/hash|secret|code/i)
  })
})

describe('POST /api/devices', () => {
  it('401 signed out', async () => {
    expect((await ask(POST, { method, body: input() })).status).toBe(401)
  })

  it.each(['nora', 'felix', 'hana'] as const)('403 for %s, who is not an admin', async (who) => {
    const reply = await ask(POST, { as: await actorAs(who), method, body: input() })
    expect(reply).toMatchObject({ status: 403, body: { error: { message: 'admins_only' } } })
  })

  it.each([
    [{ name: ' ' }, 'body.name'],
    [{ kind: 'phone' }, 'body.kind'],
    [{ lockMinutes: 0 }, 'body.lockMinutes'],
    [{ departmentId: newId() }, 'body.departmentId'],
  ])('400 for %j', async (patch, field) => {
    const reply = await ask(POST, { as: await actorAs('ada'), method, body: input(patch) })
    expect(reply).toMatchObject({ status: 400, body: { error: { field } } })
    expect(reply.headers.getSetCookie()).toEqual([])
  })

  it('201 makes this browser the house’s, by a cookie that no script reads; asked again, by a new one', async () => {
    const as = await actorAs('ada')
    const body = input()
    const first = await ask(POST, { as, method, body })
    expect(first).toMatchObject({ status: 201, body: { code: null, device: { id: body.id } } })
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    const second = await ask(POST, { as, method, body })
    expect(await deviceBy(pairOf(second.headers))).toMatchObject({ id: body.id, lockMinutes: 5 })
    expect(await deviceBy(pairOf(first.headers))).toBeNull()
  })

  it('is on record, with who did it, for each secret and each code', async () => {
    const name = 'Pool bar'
    const here = input({ name })
    for (const body of [here, here, input({ name, isHere: false }), input({ name, departmentId: newId() })])
      await ask(POST, { as: await actorAs('ada'), method, body })
    const { items } = await listAudit(await actorAs('nora'), { limit: 100 })
    const lines = items.filter(({ details }) => details.device === name)
    expect(lines.map(({ actorId, action }) => [actorId, action])).toEqual(
      Array(3).fill([cast.ada.id, 'device.enrolled']),
    )
  })

  it('409 for the id of a device that was used since', async () => {
    const body = input()
    await ask(POST, { as: await actorAs('ada'), method, body })
    await db().update(devices).set({ lastSeenAt: new Date() }).where(eq(devices.id, body.id))
    expect((await ask(POST, { as: await actorAs('ada'), method, body })).status).toBe(409)
  })
})

describe('POST /api/enrolment', () => {
  const codeFor = async (patch = {}) => {
    const reply = await ask(POST, { as: await actorAs('ada'), method, body: input({ isHere: false, ...patch }) })
    expect(reply.headers.getSetCookie()).toEqual([])
    return reply.body.code as string
  }
  const type = (code: string, address = '203.0.113.1') =>
    ask(claim, { method, body: { code }, headers: { 'x-forwarded-for': address } })

  it('201 for a code, however it is typed, and only once', async () => {
    const code = await codeFor()
    const reply = await type(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)
    expect(reply.status).toBe(201)
    expect(await deviceBy(pairOf(reply.headers))).toMatchObject({ name: 'Housekeeping tablet' })
    expect(await type(code)).toMatchObject({ status: 400, body: { error: { message: 'wrong_code' } } })
  })

  it('400 for one that is too old', async () => {
    const code = await codeFor()
    await db().update(devices).set({ codeExpiresAt: new Date() }).where(isNotNull(devices.codeHash))
    expect(await type(code)).toMatchObject({ status: 400, body: { error: { field: 'body.code' } } })
  })

  it('403 from a foreign page, 400 for what is no code', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await ask(claim, { method, body: { code: 'ABCDEFGH' }, headers })).status).toBe(403)
    expect((await ask(claim, { method, body: { code: 'ABC' } })).status).toBe(400)
  })

  it('429 after ten wrong ones from an address, the right one too', async () => {
    const code = await codeFor()
    for (let n = 0; n < 10; n++) expect((await type('ABCDEFGH', '203.0.113.9')).status).toBe(400)
    expect((await type(code, '203.0.113.9')).status).toBe(429)
    expect((await type(code, '203.0.113.8')).status).toBe(201)
  })
})
