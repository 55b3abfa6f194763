import { eq, isNull, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type CastMember, cast, PASSWORD } from '@/db/cast'
import { db } from '@/db/client'
import { people, sessions } from '@/db/schema'
import { once } from '@/lib/once'
import { loadActors } from './access'
import { authRoute } from './auth-route'
import { HASHES_AT_ONCE, HASHES_WAITING } from './password'
import { actorOf } from './session'

const PLAIN = 'http://bellboard.test'
const SECURE = 'https://bell.alder.example'
process.env.PUBLIC_URL = `${PLAIN},${SECURE}`

let browsers = 0

/** What NextAuth's browser side does, with a cookie jar of its own. */
class Browser {
  readonly jar = new Map<string, string>()
  set: string[] = []

  constructor(
    readonly origin: string,
    readonly address = `192.0.2.${++browsers}`,
  ) {}

  async ask(path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const usual = { host: new URL(this.origin).host, cookie, 'x-forwarded-for': this.address, 'user-agent': 'a test' }
    const sent = fields && { method: 'POST', body: new URLSearchParams(fields), duplex: 'half' }
    const request = new Request(`${this.origin}/api/auth/${path}`, {
      headers: Object.entries({ ...usual, ...(fields ? { origin: this.origin } : {}), ...headers }).filter(
        ([, value]) => value,
      ),
      ...sent,
    })
    const response = await authRoute(request, new URL(request.url).pathname.split('/').slice(3))
    this.set = response.headers.getSetCookie()
    for (const line of this.set) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) this.jar.set(name, value)
      else this.jar.delete(name)
    }
    const body = response.headers.get('content-type')?.includes('json') ? await response.json() : await response.text()
    return { status: response.status, headers: response.headers, body }
  }

  async csrfToken(): Promise<string> {
    return (await this.ask('csrf')).body.csrfToken
  }

  async signIn(who: Pick<CastMember, 'email'>, password = PASSWORD, more: Record<string, string> = {}) {
    const csrfToken = await this.csrfToken()
    return this.ask('callback/credentials', { email: who.email, password, csrfToken, json: 'true', ...more })
  }

  async signOut() {
    return this.ask('signout', { csrfToken: await this.csrfToken(), json: 'true' })
  }

  /** Whom a page would greet. */
  actor() {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return actorOf(new Request(this.origin, { headers: { cookie, host: new URL(this.origin).host } }))
  }
}

const wrong = { error: { code: 'signed_out', message: 'wrong_credentials' } }

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

  it('opens a session of its own each time, and ends the one that was there', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const hana = await browser.actor()
    await browser.signIn(cast.rosa)
    const rosa = await browser.actor()
    expect(rosa.personId).toBe(cast.rosa.id)
    expect((await loadActors([hana.sessionId, rosa.sessionId])).actors.has(hana.sessionId)).toBe(false)
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

describe('a stranger', () => {
  it('is refused by host, whatever the forwarding headers add', async () => {
    const browser = new Browser('http://evil.example')
    for (const path of ['csrf', 'providers', 'signin'])
      expect(await browser.ask(path)).toMatchObject({ status: 403, body: { error: { message: 'foreign_origin' } } })
    expect(browser.jar.size).toBe(0)
  })

  it.each(['https://evil.example', 'null', ''])('is refused by origin %j, with the right password', async (origin) => {
    const browser = new Browser(PLAIN)
    const csrfToken = await browser.csrfToken()
    const fields = { email: cast.hana.email, password: PASSWORD, csrfToken, json: 'true' }
    const reply = await browser.ask('callback/credentials', fields, { origin })
    expect(reply).toMatchObject({ status: 403, body: { error: { message: 'foreign_origin' } } })
    await expect(browser.actor()).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('cannot sign somebody out', async () => {
    const browser = new Browser(PLAIN)
    await browser.signIn(cast.hana)
    const csrfToken = await browser.csrfToken()
    const reply = await browser.ask('signout', { csrfToken, json: 'true' }, { origin: 'https://evil.example' })
    expect(reply.status).toBe(403)
    expect((await browser.actor()).personId).toBe(cast.hana.id)
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/x',
    'javascript:alert(1)',
    '/..//evil.example',
    'http:evil',
  ])('cannot send whoever signs in to %s', async (callbackUrl) => {
    const { status, body } = await new Browser(PLAIN).signIn(cast.hana, PASSWORD, { callbackUrl })
    expect(status).toBe(200)
    expect(new URL(body.url).origin).toBe(PLAIN)
    expect(new URL(body.url).pathname).not.toMatch(/^\/[/\\]/)
    expect((await new Browser(PLAIN).ask(`signin?callbackUrl=${encodeURIComponent(callbackUrl)}`)).status).toBe(302)
  })

  it.each(['session', 'signout', 'verify-request', 'callback/google', '_log'])('finds nothing at %s', async (path) => {
    expect(await new Browser(PLAIN).ask(path)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  })
})

describe('tries', () => {
  it('of one account from one address run out, and say when to come again', async () => {
    const browser = new Browser(PLAIN)
    for (let n = 0; n < 10; n++) expect((await browser.signIn(cast.piotr, 'wrong')).status).toBe(401)
    const refused = await browser.signIn(cast.piotr)
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down', message: 'too_many_tries' } } })
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(800)
    expect(new URL(refused.body.url).searchParams.get('error')).toBe(`too_many_tries:${wait}`)
    await expect(browser.actor()).rejects.toMatchObject({ code: 'signed_out' })

    // Nobody is locked out by it: not from another address, and nobody else from this one.
    expect((await new Browser(PLAIN).signIn(cast.piotr)).status).toBe(200)
    expect((await new Browser(PLAIN, browser.address).signIn(cast.oksana)).status).toBe(200)
  })

  it('of strangers do not lock out a device on which the person has signed in before', async () => {
    const own = new Browser(PLAIN)
    await own.signIn(cast.jolanta)
    await own.signOut()
    const stranger = new Browser(PLAIN, own.address)
    for (let n = 0; n < 11; n++) await stranger.signIn(cast.jolanta, 'wrong')
    expect((await stranger.signIn(cast.jolanta)).status).toBe(429)
    expect((await own.signIn(cast.jolanta)).status).toBe(200)
  })

  it('start again after the right password', async () => {
    const browser = new Browser(PLAIN)
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 9; n++) expect((await browser.signIn(cast.helen, 'wrong')).status).toBe(401)
      browser.jar.delete('bellboard.device')
      expect((await browser.signIn(cast.helen)).status).toBe(200)
      browser.jar.delete('bellboard.device')
    }
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
