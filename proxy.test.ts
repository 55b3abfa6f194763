import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { config, proxy } from './proxy'

process.env.PUBLIC_URL = 'http://bellboard.test,https://bell.alder.example'

const PLAIN_COOKIE = 'next-auth.session-token=x'
const SECURE_COOKIE = '__Secure-next-auth.session-token=x'

const visit = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  proxy(new NextRequest(`http://bellboard.test${path}`, { method, headers: { host: 'bellboard.test', ...headers } }))

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1]

describe('a page visit', () => {
  it('without a session cookie goes to the sign-in page, and back afterwards', () => {
    const response = visit('/tickets/1?tab=a')
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toBe('http://bellboard.test/sign-in?callbackUrl=%2Ftickets%2F1%3Ftab%3Da')
    expect(visit('/').headers.get('location')).toBe('http://bellboard.test/sign-in')
  })

  it('behind TLS wants the cookie of TLS', () => {
    const host = 'bell.alder.example'
    expect(visit('/', { host, cookie: PLAIN_COOKIE }).headers.get('location')).toBe(`https://${host}/sign-in`)
    expect(visit('/', { host, cookie: SECURE_COOKIE }).status).toBe(200)
  })

  it('to the sign-in page needs nothing', () => {
    expect(visit('/sign-in').status).toBe(200)
  })

  it('under a strange address is told so', async () => {
    const response = visit('/', { host: 'evil.example', cookie: PLAIN_COOKIE })
    expect(response.status).toBe(421)
    expect(await response.text()).toMatch(/own address/)
    expect(response.headers.get('location')).toBeNull()
  })

  it.each(['POST', 'PUT', 'DELETE'])('is not made with %s', (method) => {
    const response = visit('/sign-in', { origin: 'http://bellboard.test' }, method)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each(['/%00', '/a%00b'])('to %s names nothing', (path) => {
    expect(visit(path, { cookie: PLAIN_COOKIE }).status).toBe(400)
  })
})

describe('the content policy of a page', () => {
  it('lets only scripts with the nonce of this answer run, and hands it to the page', () => {
    const response = visit('/', { cookie: PLAIN_COOKIE })
    expect(policyOf(response)).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'strict-dynamic'(;|$)/)
    expect(/script-src[^;]*/.exec(policyOf(response))?.[0]).not.toMatch(/unsafe/)
    expect(response.headers.get('x-middleware-request-x-nonce')).toBe(nonceOf(response))
    expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policyOf(response))
  })

  it('is another each time, and never what the request brings', () => {
    const mine = { cookie: PLAIN_COOKIE, 'x-nonce': 'mine', 'content-security-policy': "script-src 'nonce-mine'" }
    const nonces = [1, 2, 3].map(() => nonceOf(visit('/', mine)))
    expect(new Set(nonces).size).toBe(3)
    expect(nonces).not.toContain('mine')
  })

  it('frames nothing, embeds nothing, and sends forms only home', () => {
    const policy = policyOf(visit('/sign-in'))
    for (const rule of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
      expect(policy.split('; ')).toContain(rule)
  })

  it('asks for TLS for a year where there is TLS, and only there', () => {
    const host = 'bell.alder.example'
    const secure = visit('/', { host, cookie: SECURE_COOKIE })
    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
    expect(secure.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    const plain = visit('/sign-in').headers
    expect([plain.get('strict-transport-security'), plain.get('cross-origin-opener-policy')]).toEqual([null, null])
  })
})

describe('the proxy', () => {
  const passes = (path: string) => new RegExp(`^${config.matcher[0]}$`).test(path)

  it('stands before every page and not before the API, where Next would cut long bodies', () => {
    for (const path of ['/', '/sign-in', '/tickets/1', '/apiary', '/nowhere', '/icons', '/serwist', '/_next/image'])
      expect(passes(path)).toBe(true)
    for (const path of ['/api', '/api/me', '/api/auth/csrf', '/_next/static/a.js', '/icon.svg'])
      expect(passes(path)).toBe(false)
  })

  it('lets through what an installed app is made of, which must not be redirected', () => {
    for (const path of ['/serwist/sw.js', '/manifest.webmanifest', '/icons/icon-192.png'])
      expect(passes(path)).toBe(false)
  })

  it('has the page that is kept on devices made for nobody', () => {
    const forwarded = (path: string) =>
      visit(path, { cookie: PLAIN_COOKIE }).headers.get('x-middleware-override-headers')?.split(',')
    expect(visit('/offline').status).toBe(200)
    expect(forwarded('/')).toContain('cookie')
    expect(forwarded('/offline')).not.toContain('cookie')
  })
})
