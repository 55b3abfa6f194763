import { describe, expect, it } from 'vitest'
import { cast, PASSWORD } from '@/db/cast'
import { Browser, PLAIN, SECURE } from './visitor'

process.env.PUBLIC_URL = `${PLAIN},${SECURE}`

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
