import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, people, sessions } from '@/db/schema'
import { busKey, PARTITIONS } from '@/lib/live/keys'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { actorAs, requestOf } from '@/scripts/stage/stage'
import { loadActors, raiseAccessVersion } from './access'
import { encodeToken, SESSION_HOURS, sessionCookieName } from './cookie'
import { actorOf, claimsOf, createSession, endSession, sessionCookie } from './session'

process.env.PUBLIC_URL = 'http://bellboard.test,https://bell.alder.example'

const asked = (cookie: string, host = 'bellboard.test') => new Request('http://x/', { headers: { cookie, host } })

async function signedIn(personId: string) {
  const { sessionId } = await createSession(personId, 'a test')
  return { sessionId, request: asked(await sessionCookie(sessionId, personId)) }
}

describe('the actor of a request', () => {
  it('is the person as PostgreSQL knows them now, not as they signed in', async () => {
    const { sessionId, request } = await signedIn(cast.bruno.id)
    const departmentIds = [...cast.bruno.departmentIds].sort()
    const was = {
      personId: cast.bruno.id,
      name: cast.bruno.name,
      role: 'attendant',
      locale: 'de',
      departmentIds,
      sessionId,
    }
    expect(await actorOf(request)).toEqual(was)
    await db().update(people).set({ role: 'dispatcher' }).where(eq(people.id, cast.bruno.id))
    await db().delete(memberships).where(eq(memberships.personId, cast.bruno.id))
    expect(await actorOf(request)).toEqual({ ...was, role: 'dispatcher', departmentIds: [] })
  })

  const over = {
    'has ended': (id: string) => db().update(sessions).set({ endedAt: sql`now()` }).where(eq(sessions.id, id)),
    'is older than a shift': (id: string) =>
      db().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, id)),
    'was ended with all others by an admin': () =>
      db().update(people).set({ sessionVersion: sql`session_version + 1` }).where(eq(people.id, cast.grace.id)),
    'belongs to somebody who left': () =>
      db().update(people).set({ active: false }).where(eq(people.id, cast.grace.id)),
    'is not there': (id: string) => db().delete(sessions).where(eq(sessions.id, id)),
  }
  it.each(Object.entries(over))('is nobody when the session %s', async (_, end) => {
    await db().update(people).set({ active: true }).where(eq(people.id, cast.grace.id))
    const { sessionId, request } = await signedIn(cast.grace.id)
    expect((await actorOf(request)).personId).toBe(cast.grace.id)
    await end(sessionId)
    await expect(actorOf(request)).rejects.toMatchObject({ code: 'signed_out' })
  })

  it("is nobody with somebody else's session under one's own name", async () => {
    const { sessionId } = await createSession(cast.ada.id, 'a test')
    const cookie = await sessionCookie(sessionId, cast.hana.id)
    await expect(actorOf(asked(cookie))).rejects.toMatchObject({ code: 'signed_out' })
  })

  it.each([
    '',
    'next-auth.session-token=',
    'next-auth.session-token=eyJhbGciOiJub25lIn0..',
    'next-auth.session-token=%ff',
  ])('is nobody with the cookie "%s"', async (cookie) => {
    await expect(actorOf(asked(cookie))).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('is nobody with two session cookies, of which one may be planted', async () => {
    const { sessionId } = await createSession(cast.hana.id, 'a test')
    const good = await sessionCookie(sessionId, cast.hana.id)
    await expect(actorOf(asked(`${good}; next-auth.session-token=x`))).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('behind TLS is known by the cookie that only TLS can set', async () => {
    const { sessionId } = await createSession(cast.hana.id, 'a test')
    const [plain, secure] = [
      await sessionCookie(sessionId, cast.hana.id),
      await sessionCookie(sessionId, cast.hana.id, true),
    ]
    expect(secure).toMatch(/^__Secure-/)
    expect((await actorOf(asked(secure, 'bell.alder.example'))).personId).toBe(cast.hana.id)
    await expect(actorOf(asked(plain, 'bell.alder.example'))).rejects.toMatchObject({ code: 'signed_out' })
    await expect(actorOf(asked(secure))).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('is nobody with a token that has grown too old since it was first opened', async () => {
    const { request } = await signedIn(cast.hana.id)
    expect(await claimsOf(request.headers)).toMatchObject({ personId: cast.hana.id })
    const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + SESSION_HOURS * 3_600_000)
    expect(await claimsOf(request.headers)).toBeNull()
    later.mockRestore()
  })

  it('is nobody with a token made under another secret', async () => {
    const { sessionId } = await createSession(cast.hana.id, 'a test')
    const { encode } = await import('next-auth/jwt')
    const token = await encode({ token: { personId: cast.hana.id, sessionId }, secret: 'x'.repeat(64) })
    await expect(actorOf(asked(`${sessionCookieName(false)}=${token}`))).rejects.toMatchObject({ code: 'signed_out' })
    const good = await encodeToken({ personId: cast.hana.id, sessionId })
    expect((await actorOf(asked(`${sessionCookieName(false)}=${good}`))).personId).toBe(cast.hana.id)
  })
})

describe('sessions', () => {
  it('last twelve hours, whatever happens in them', async () => {
    const before = Date.now()
    const { expiresAt } = await createSession(cast.hana.id, 'a test')
    const hours = (expiresAt.getTime() - before) / 3_600_000
    expect(hours).toBeGreaterThan(11.9)
    expect(hours).toBeLessThan(12.1)
  })

  it('are not opened for somebody who is not there', async () => {
    await expect(createSession(newId(), 'a test')).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('end at once, and the bus says so in every partition before the answer', async () => {
    const hana = await actorAs('hana')
    const before = (await loadActors([])).accessVersion
    await endSession(hana.sessionId)
    await expect(actorOf(await requestOf({ as: hana }))).rejects.toMatchObject({ code: 'signed_out' })
    const { accessVersion } = await loadActors([])
    expect(accessVersion).toBe(before + 1)
    for (const partition of PARTITIONS) {
      const [newest] = (await redis().xRevRange(busKey(partition), '+', '-', { COUNT: 1 })) ?? []
      expect(JSON.parse(newest?.message.r ?? '')).toEqual({ type: 'access', accessVersion })
    }
  })

  it('end once: the second time changes nothing', async () => {
    const hana = await actorAs('hana')
    await endSession(hana.sessionId)
    const { accessVersion } = await loadActors([])
    await endSession(hana.sessionId)
    expect((await loadActors([])).accessVersion).toBe(accessVersion)
  })
})

describe('loading actors', () => {
  it('leaves out those whose session is over, and tells the access version with those who remain', async () => {
    const [hana, marco] = [await actorAs('hana'), await actorAs('marco')]
    await endSession(marco.sessionId)
    const { accessVersion, actors } = await loadActors([hana.sessionId, marco.sessionId, newId()])
    expect([...actors]).toEqual([[hana.sessionId, hana]])
    expect(accessVersion).toBeGreaterThan(0)
  })

  it('knows the access version without anybody', async () => {
    const { accessVersion, actors } = await loadActors([])
    expect(actors.size).toBe(0)
    expect(await db().transaction(raiseAccessVersion)).toBe(accessVersion + 1)
  })

  it('forgets a rise that was rolled back', async () => {
    const { accessVersion } = await loadActors([])
    const undone = db().transaction(async (tx) => {
      await raiseAccessVersion(tx)
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect((await loadActors([])).accessVersion).toBe(accessVersion)
  })
})
