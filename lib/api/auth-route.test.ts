import { eq, isNull, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { cast, PASSWORD } from '@/db/cast'
import { db } from '@/db/client'
import { people, sessions } from '@/db/schema'
import { loadActors } from '@/lib/auth/access'
import { HASHES_AT_ONCE, HASHES_WAITING } from '@/lib/auth/password'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import { once } from '@/lib/once'
import { authRoute } from './auth-route'
import { Browser, PLAIN, SECURE } from './visitor'

process.env.PUBLIC_URL = `${PLAIN},${SECURE}`

const wrong = { error: { code: 'signed_out', message: 'wrong_credentials' } }

afterAll(stopHub)

describe('signing in', () => {
  it.each([PLAIN, SECURE])('works under every address of the hotel: %s', async (origin) => {
    const browser = new Browser(origin)
    const reply = await browser.signIn(cast.hana, PASSWORD, { callbackUrl: '/tickets/1?tab=a' })
    expect(reply).toMatchObject({ status: 200, body: { url: `${origin}/tickets/1?tab=a` } })
    expect((await browser.actor()).personId).toBe(cast.hana.id)
  })

  it('names the person as they type their e-mail, in capitals or with spaces around', async () => {
    const browser = new Browser(PLAIN)
    expect((await browser.signIn({ email: ' HANA@Alder.Example ' })).status).toBe(200)
  })

  it('behind TLS sets cookies that only TLS carries, and no script reads', async () => {
    const browser = new Browser(SECURE)
    await browser.csrfToken()
    expect(browser.set).toEqual([expect.stringMatching(/^__Host-next-auth\.csrf-token=.*; Secure/)])
    await browser.signIn(cast.hana)
    expect(browser.set.map((line) => line.split('=')[0])).toEqual([
      '__Secure-next-auth.session-token',
      '__Host-bellboard.device',
    ])
    for (const line of browser.set) {
      expect(line).toMatch(/; Secure(;|$)/)
      expect(line).toMatch(/; HttpOnly(;|$)/)
      expect(line).toMatch(/; SameSite=Lax(;|$)/)
      expect(line).not.toMatch(/Domain=/)
    }
  })

  it('without TLS sets cookies that no script reads', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    expect(browser.set).toHaveLength(2)
    for (const line of browser.set) {
      expect(line).not.toMatch(/Secure/)
      expect(line).toMatch(/; HttpOnly; SameSite=Lax/)
    }
  })

  it('puts nothing of the person into the token', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const { decode } = await import('next-auth/jwt')
    const secret = process.env.NEXTAUTH_SECRET ?? ''
    const token = await decode({ token: browser.jar.get('next-auth.session-token'), secret })
    expect(Object.keys(token ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'personId', 'sessionId'])
  })

  it('opens a session of its own each time', async () => {
    const [one, two] = [new Browser(PLAIN), new Browser(PLAIN)]
    for (const browser of [one, two]) await browser.signIn(cast.hana)
    expect((await two.actor()).sessionId).not.toBe((await one.actor()).sessionId)
  })

  it("ends the session that the browser had, and within a second its streams, and nobody else's", async () => {
    await expect.poll(() => hub().engine).toBe('up')
    const [browser, elsewhere] = [new Browser(PLAIN), new Browser(PLAIN)]
    for (const one of [browser, elsewhere]) await one.signIn(cast.hana)
    const hana = await browser.actor()
    const [stream, other] = [Listener.open(hana), Listener.open(await elsewhere.actor())]
    for (const one of [stream, other]) await expect.poll(() => one.all('hello')).toHaveLength(1)
    const { accessVersion } = await loadActors([])

    await browser.signIn(cast.rosa)
    const rosa = await browser.actor()
    expect(rosa.personId).toBe(cast.rosa.id)
    const now = await loadActors([hana.sessionId, rosa.sessionId])
    expect(now.accessVersion).toBe(accessVersion + 1)
    expect([...now.actors.keys()]).toEqual([rosa.sessionId])
    await expect.poll(() => stream.isClosed).toBe(true)
    expect(stream.all('bye')).toMatchObject([{ reason: 'signed_out' }])
    expect(other.isClosed).toBe(false)
    other.leave()
  })

  it('leaves the session that was there to whoever mistypes', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    expect((await browser.signIn(cast.rosa, 'not-the-password')).status).toBe(401)
    expect((await browser.actor()).personId).toBe(cast.hana.id)
  })

  it('opens none where the former one could not be ended', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const ofRosa = () => db().select().from(sessions).where(eq(sessions.personId, cast.rosa.id))
    const before = await ofRosa()
    await db().execute(sql`alter table access_version rename to access_version_away`)
    const reply = await browser.signIn(cast.rosa)
    await db().execute(sql`alter table access_version_away rename to access_version`)
    expect(reply.status).toBe(500)
    expect(await ofRosa()).toEqual(before)
    expect((await browser.actor()).personId).toBe(cast.hana.id)
  })

  it('remembers which device it was, in words its owner knows', async () => {
    const browser = new Browser(PLAIN)
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
    const csrfToken = await browser.csrfToken()
    const fields = { email: cast.hana.email, password: PASSWORD, csrfToken, json: 'true' }
    await browser.ask('callback/credentials', fields, { 'user-agent': agent })
    const { sessionId } = await browser.actor()
    const [row] = await db().select().from(sessions).where(eq(sessions.id, sessionId))
    expect(row?.device).toBe('Chrome on Windows')
  })

  it('takes JSON from a script as well', async () => {
    const browser = new Browser(PLAIN)
    const csrfToken = await browser.csrfToken()
    const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = new Request(`${PLAIN}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { host: 'bellboard.test', origin: PLAIN, cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ email: cast.hana.email, password: PASSWORD, csrfToken }),
    })
    expect((await authRoute(request, ['callback', 'credentials'])).status).toBe(200)
  })
})

describe('whoever may not in', () => {
  it('gets one answer, unknown, mistyped or gone', async () => {
    const gone = cast.diego
    await db().update(people).set({ active: false }).where(eq(people.id, gone.id))
    const replies = await Promise.all([
      new Browser(PLAIN).signIn(cast.marco, 'not-the-password'),
      new Browser(PLAIN).signIn({ email: 'nobody@alder.example' }),
      new Browser(PLAIN).signIn(gone),
    ])
    for (const { status, body } of replies) {
      expect({ status, body }).toEqual({
        status: 401,
        body: { ...wrong, url: `${PLAIN}/sign-in?error=wrong_credentials` },
      })
    }
    expect(await db().select().from(sessions).where(eq(sessions.personId, gone.id))).toEqual([])
  })

  it('queues for a hash like everybody, unknown, mistyped or gone', async () => {
    await db().update(people).set({ active: false }).where(eq(people.id, cast.yusuf.id))
    const opened = fillTheGate()
    const replies = [
      await new Browser(PLAIN).signIn(cast.marco, 'not-the-password'),
      await new Browser(PLAIN).signIn({ email: 'nobody@alder.example' }),
      await new Browser(PLAIN).signIn(cast.yusuf),
    ]
    opened()
    for (const { status, body } of replies) {
      expect(status).toBe(503)
      expect(body.error).toEqual({ code: 'unavailable', message: 'busy' })
    }
  })

  it.each([
    ['body.email', { email: 'a\u0000@alder.example' }],
    ['body.email', { email: 'hana＠alder.example' }],
    ['body.email', { email: 'x' }],
    ['body.email', { email: `${'x'.repeat(250)}@alder.example` }],
    ['body.password', { password: '' }],
    ['body.password', { password: 'x'.repeat(257) }],
  ])('is told that %s cannot be right', async (field, fields) => {
    const reply = await new Browser(PLAIN).signIn(cast.hana, PASSWORD, fields as Record<string, string>)
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it("gets nowhere with a form that lacks NextAuth's token", async () => {
    const browser = new Browser(PLAIN)
    const reply = await browser.signIn(cast.hana, PASSWORD, { csrfToken: 'x'.repeat(64) })
    expect(reply).toMatchObject({ status: 403, body: { error: { message: 'stale_form' } } })
    await expect(browser.actor()).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('gets nowhere with a body that is too large, or not a form', async () => {
    const browser = new Browser(PLAIN)
    expect((await browser.signIn(cast.hana, 'x'.repeat(70_000))).status).toBe(413)
    const typed = await browser.ask('callback/credentials', { a: '1' }, { 'content-type': 'text/plain' })
    expect(typed).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media_type' } } })
  })
})

describe('signing out', () => {
  it('ends the session for good, not only the cookie', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const kept = new Map(browser.jar)
    const { sessionId } = await browser.actor()
    expect((await browser.signOut()).status).toBe(200)
    expect(browser.jar.has('next-auth.session-token')).toBe(false)
    for (const [name, value] of kept) browser.jar.set(name, value)
    await expect(browser.actor()).rejects.toMatchObject({ code: 'signed_out' })
    expect((await loadActors([sessionId])).actors.size).toBe(0)
  })

  it('is not an error for whoever is signed out already', async () => {
    const browser = new Browser(PLAIN)
    browser.jar.set('next-auth.session-token', 'rubbish')
    expect((await browser.signOut()).status).toBe(200)
  })

  it('is refused, and the cookie kept, when PostgreSQL could not be told', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const csrfToken = await browser.csrfToken()
    await db().execute(sql`alter table access_version rename to access_version_away`)
    const reply = await browser.ask('signout', { csrfToken, json: 'true' })
    await db().execute(sql`alter table access_version_away rename to access_version`)
    expect(reply.status).toBe(500)
    expect(browser.jar.has('next-auth.session-token')).toBe(true)
    expect((await browser.actor()).personId).toBe(cast.hana.id)
    expect((await db().select().from(sessions).where(isNull(sessions.endedAt))).length).toBeGreaterThan(0)
  })
})

/** Takes every place at the hashes, as a flood of sign-ins would; call the answer to give them back. */
function fillTheGate(): () => void {
  const gate = once('hashing', () => ({ running: 0, waiting: [] as (() => void)[] }))
  gate.running = HASHES_AT_ONCE
  gate.waiting.push(...Array.from({ length: HASHES_WAITING }, () => () => {}))
  return () => {
    gate.running = 0
    gate.waiting.length = 0
  }
}
