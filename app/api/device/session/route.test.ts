import { and, eq, like, notLike, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, PIN } from '@/db/cast'
import { db } from '@/db/client'
import { people, sessions, signInTries } from '@/db/schema'
import { loadActors } from '@/lib/auth/access'
import { endDevice } from '@/lib/devices/devices'
import { newId } from '@/lib/schema'
import { actorOn, cookiesOf, type Enrolled, enrolled } from '@/scripts/stage/device'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, POST } from './route'

const signIn = async (device: Enrolled, personId: string, pin = PIN) =>
  ask(POST, { method: 'POST', headers: await cookiesOf(device), body: { personId, pin } })

/** All counts of a device but those of a day start again. */
const aQuarterLater = ({ id }: Enrolled) =>
  db()
    .delete(signInTries)
    .where(and(like(signInTries.key, `%${id}`), notLike(signInTries.key, 'pin-day:%')))

describe('POST /api/device/session', () => {
  it('401 on a browser that is not the house’s, with the right PIN', async () => {
    const body = { personId: cast.maria.id, pin: PIN }
    const reply = await ask(POST, { method: 'POST', body })
    expect(reply).toMatchObject({ status: 401, body: { error: { message: 'not_enrolled' } } })
    const { id } = await enrolled()
    const forged = { cookie: `bellboard.enrolled=${id}.not-the-secret` }
    expect((await ask(POST, { method: 'POST', headers: forged, body })).status).toBe(401)
  })

  it('403 from a foreign page', async () => {
    const headers = { ...(await cookiesOf(await enrolled())), origin: 'https://evil.example' }
    const body = { personId: cast.maria.id, pin: PIN }
    expect((await ask(POST, { method: 'POST', headers, body })).status).toBe(403)
  })

  it.each([
    [{ personId: cast.maria.id }, 'body.pin'],
    [{ personId: cast.maria.id, pin: '123' }, 'body.pin'],
    [{ personId: cast.maria.id, pin: '12a4' }, 'body.pin'],
    [{ personId: 'maria', pin: PIN }, 'body.personId'],
  ])('400 for %j', async (body, field) => {
    const reply = await ask(POST, { method: 'POST', headers: await cookiesOf(await enrolled()), body })
    expect(reply).toMatchObject({ status: 400, body: { error: { field } } })
  })

  it('201 with the right PIN: a session that leads to the device, in a cookie no script reads', async () => {
    const device = await enrolled()
    const reply = await signIn(device, cast.maria.id)
    expect(reply).toMatchObject({ status: 201, body: { personId: cast.maria.id, isTemporary: false } })
    expect(reply.headers.getSetCookie().join()).toMatch(/next-auth\.session-token=.+HttpOnly; SameSite=Lax/)
    const isHers = and(eq(sessions.deviceId, device.id), eq(sessions.personId, cast.maria.id))
    const [session] = await db().select().from(sessions).where(isHers)
    expect(session).toMatchObject({ personId: cast.maria.id, device: device.name, endedAt: null })
  })

  it('201 ends the session of whoever was there before', async () => {
    const device = await enrolled()
    const hana = await actorOn(device, cast.hana.id)
    const headers = await cookiesOf(device, hana)
    await ask(POST, { method: 'POST', headers, body: { personId: cast.maria.id, pin: PIN } })
    expect((await loadActors([hana.sessionId])).actors.size).toBe(0)
  })

  it('one answer for a wrong PIN, for nobody, for who has none and for who left', async () => {
    const device = await enrolled()
    await db().update(people).set({ pinHash: null }).where(eq(people.id, cast.helen.id))
    await db().update(people).set({ active: false }).where(eq(people.id, cast.yusuf.id))
    const replies = [
      await signIn(device, cast.maria.id, '9999'),
      await signIn(device, newId()),
      await signIn(device, cast.helen.id),
      await signIn(device, cast.yusuf.id),
    ]
    for (const reply of replies) expect(reply).toMatchObject({ status: 401, body: replies[0]?.body })
    expect(replies[0]?.body.error.message).toBe('wrong_pin')
  })

  it('429 after five wrong ones of a person on a device, the right one too; not for others, nor elsewhere', async () => {
    const [device, other] = [await enrolled(), await enrolled()]
    for (let n = 0; n < 5; n++) expect((await signIn(device, cast.rosa.id, '9999')).status).toBe(401)
    expect(await signIn(device, cast.rosa.id)).toMatchObject({
      status: 429,
      body: { error: { message: 'too_many_tries' } },
    })
    expect((await signIn(device, cast.maria.id)).status).toBe(201)
    expect((await signIn(other, cast.rosa.id)).status).toBe(201)
  })

  it('429 after twenty wrong ones on a device, whoever it was tried for', async () => {
    const device = await enrolled()
    for (let n = 0; n < 20; n++) expect((await signIn(device, newId(), '9999')).status).toBe(401)
    expect((await signIn(device, cast.maria.id)).status).toBe(429)
  })

  it('429 after fifty wrong ones of a person in a day, but not where that person has signed in lately', async () => {
    const theirs = await enrolled()
    expect((await signIn(theirs, cast.tomas.id)).status).toBe(201)
    for (let tablet = 0; tablet < 10; tablet++) {
      const other = await enrolled()
      for (let n = 0; n < 5; n++) expect((await signIn(other, cast.tomas.id, '9999')).status).toBe(401)
    }
    expect((await signIn(await enrolled(), cast.tomas.id)).status).toBe(429)
    expect((await signIn(theirs, cast.tomas.id)).status).toBe(201)
    await db()
      .update(sessions)
      .set({ createdAt: sql`now() - interval '31 days'` })
      .where(eq(sessions.personId, cast.tomas.id))
    expect((await signIn(theirs, cast.tomas.id)).status).toBe(429)
  })

  it('429 after twenty wrong ones of a person in a day where they have signed in lately; elsewhere not', async () => {
    const [theirs, other] = [await enrolled(), await enrolled()]
    for (const device of [theirs, other]) expect((await signIn(device, cast.piotr.id)).status).toBe(201)
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let n = 0; n < 5; n++) expect((await signIn(theirs, cast.piotr.id, '9999')).status).toBe(401)
      await aQuarterLater(theirs)
    }
    expect((await signIn(theirs, cast.piotr.id)).status).toBe(429)
    expect((await signIn(other, cast.piotr.id)).status).toBe(201)
  })

  it('401 on a device whose enrolment has ended', async () => {
    const device = await enrolled()
    await endDevice(await actorAs('ada'), device.id)
    expect(await signIn(device, cast.maria.id)).toMatchObject({
      status: 401,
      body: { error: { message: 'not_enrolled' } },
    })
  })
})

describe('DELETE /api/device/session', () => {
  it('401 on a browser that is not the house’s', async () => {
    expect((await ask(DELETE, { method: 'DELETE', as: await actorAs('hana') })).status).toBe(401)
  })

  it('200 ends the session and takes the cookie; twice is not an error', async () => {
    const device = await enrolled()
    const hana = await actorOn(device, cast.hana.id)
    const headers = await cookiesOf(device, hana)
    for (let n = 0; n < 2; n++) {
      const reply = await ask(DELETE, { method: 'DELETE', headers })
      expect(reply.status).toBe(200)
      expect(reply.headers.getSetCookie().join()).toMatch(/session-token=; .*Max-Age=0/)
    }
    expect((await loadActors([hana.sessionId])).actors.size).toBe(0)
  })
})
