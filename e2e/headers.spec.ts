/** What every answer tells the browser to refuse. */
import { departments } from '@/db/cast'
import { cast, expect, test } from './fixtures'

const PAGES = ['/', '/sign-in', '/settings/people', '/tickets/01900000-0000-7000-8000-000000000000', '/no-such-page']
const ANSWERS = ['/api/me', '/api/tickets', '/api/health/live', '/api/health/ready', '/api/no-such-route']

const policyOf = (header: string | null) =>
  new Map((header ?? '').split(';').map((part) => [part.trim().split(' ')[0] ?? '', part.trim()]))

for (const who of ['nobody', 'ada'] as const)
  test(`pages allow their own scripts only, and may not be framed (${who})`, async ({ as, baseURL }) => {
    const cookie = who === 'ada' ? (await as(cast.ada)).cookie : ''
    const nonces = new Set<string>()
    for (const path of PAGES) {
      const response = await fetch(baseURL + path, { headers: { cookie }, redirect: 'manual' })
      if (response.status >= 300 && response.status < 400) continue
      const policy = policyOf(response.headers.get('content-security-policy'))
      const scripts = policy.get('script-src') ?? ''
      expect(scripts, path).toMatch(/'nonce-[^']{16,}'/)
      expect(scripts, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
      expect(policy.get('frame-ancestors'), path).toBe("frame-ancestors 'none'")
      expect(policy.get('object-src'), path).toBe("object-src 'none'")
      expect(policy.get('base-uri'), path).toBe("base-uri 'none'")
      const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? ''
      nonces.add(nonce)
      // Every inline script of the page carries it.
      for (const [, attributes = ''] of (await response.text()).matchAll(/<script([^>]*)>/g))
        expect(attributes, path).toContain(`nonce="${nonce}"`)
    }
    expect(nonces.size, 'each answer has a nonce of its own').toBeGreaterThanOrEqual(who === 'ada' ? 4 : 1)
  })

test('no answer is sniffed, framed, or tells others where one was', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.felix)
  for (const path of [...PAGES, ...ANSWERS]) {
    const { headers } = await fetch(baseURL + path, { headers: { cookie }, redirect: 'manual' })
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toMatch(/^(no-referrer|same-origin|strict-origin-when-cross-origin)$/)
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(headers.get('x-powered-by'), path).toBeNull()
  }
})

test('a browser that asks for the icon where it once was, before it has read where it is, is given it', async ({
  baseURL,
}) => {
  const response = await fetch(`${baseURL}/favicon.ico`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/x-icon'])
  // Its first bytes say that it is one, with three pictures.
  expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 6)]).toEqual([0, 0, 1, 0, 3, 0])
})

test('a write, which is answered past the framework, says no less', async ({ as }) => {
  const felix = await as(cast.felix)
  const ticket = await felix.open({ summary: 'Headers', departmentId: departments.housekeeping.id })
  const { status, headers } = await felix.say(ticket.id, 'Is anybody on the way?')
  expect(status).toBe(201)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

test('the session cookie is out of reach of scripts and of other sites', async ({ arrive }) => {
  const page = await arrive()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Felix Brandt/ }).click()
  await expect(page).toHaveURL('/')
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith('session-token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await page.evaluate(() => document.cookie)).not.toContain('session-token')
})

test('a write from somebody else’s page is refused, whoever is signed in', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.felix)
  for (const origin of ['https://evil.example', 'null', `${baseURL}.evil.example`, undefined]) {
    const response = await fetch(`${baseURL}/api/tickets`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...(origin ? { origin } : {}) },
      body: '{}',
    })
    expect([response.status, (await response.json()).error.code], String(origin)).toEqual([403, 'forbidden'])
  }
})
