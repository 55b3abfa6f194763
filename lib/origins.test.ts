import { describe, expect, it } from 'vitest'
import { isOwnOrigin, isSecure, publicOriginOf } from './origins'

process.env.PUBLIC_URL = 'http://localhost:3000, https://bell.alder.example, http://alder.local, https://alder.local'

const asking = (headers: Record<string, string>) => ({ headers: new Headers(headers) })

describe('the address a request came in under', () => {
  it.each([
    ['the page says', { origin: 'https://bell.alder.example', host: 'localhost:3000' }, 'https://bell.alder.example'],
    ['the host says', { host: 'localhost:3000' }, 'http://localhost:3000'],
    ['the host says in capitals', { host: 'Bell.Alder.Example' }, 'https://bell.alder.example'],
    ['the host says with the usual port', { host: 'bell.alder.example:443' }, 'https://bell.alder.example'],
    ['a proxy says', { host: '10.0.0.7:3000', 'x-forwarded-host': 'bell.alder.example' }, 'https://bell.alder.example'],
    ['a proxy says of two schemes', { host: 'alder.local', 'x-forwarded-proto': 'https' }, 'https://alder.local'],
    ['a proxy says of two schemes', { host: 'alder.local', 'x-forwarded-proto': 'http' }, 'http://alder.local'],
  ])('is what %s, when that is one of ours', (_, headers, origin) => {
    expect(publicOriginOf(asking(headers))).toBe(origin)
  })

  it.each([
    ['a strange host', { host: 'evil.example' }],
    ['a known host on another port', { host: 'localhost:3001' }],
    ['a host that only begins like ours', { host: 'bell.alder.example.evil.example' }],
    ['a strange page, whatever the host', { host: 'localhost:3000', origin: 'https://evil.example' }],
    ['nothing', {}],
  ])('is nobody for %s', (_, headers) => {
    expect(publicOriginOf(asking(headers))).toBeNull()
    expect(isSecure(asking(headers))).toBe(false)
  })

  it('takes every configured origin for a write, and nothing without one', () => {
    expect(isOwnOrigin(asking({ origin: 'http://localhost:3000' }))).toBe(true)
    expect(isOwnOrigin(asking({ origin: 'https://bell.alder.example' }))).toBe(true)
    expect(isOwnOrigin(asking({ origin: 'http://bell.alder.example' }))).toBe(false)
    expect(isOwnOrigin(asking({ host: 'localhost:3000' }))).toBe(false)
  })
})
