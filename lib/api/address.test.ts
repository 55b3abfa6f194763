import { afterEach, describe, expect, it, vi } from 'vitest'

const asked = (forwarded?: string) => ({ headers: new Headers(forwarded ? { 'x-forwarded-for': forwarded } : {}) })

/** The environment is read once per module instance. */
async function addressBehind(proxies: number) {
  vi.resetModules()
  process.env.TRUST_PROXY = String(proxies)
  return (await import('./address')).addressOf
}

afterEach(() => {
  delete process.env.TRUST_PROXY
})

describe('the client address', () => {
  it('is the peer that Next wrote down', async () => {
    const addressOf = await addressBehind(0)
    expect(addressOf(asked('192.0.2.7'))).toBe('192.0.2.7')
    expect(addressOf(asked('::ffff:192.0.2.7'))).toBe('192.0.2.7')
  })

  it('is what the outermost of our proxies saw, whatever the client put before', async () => {
    expect((await addressBehind(1))(asked('6.6.6.6, 192.0.2.7'))).toBe('192.0.2.7')
    expect((await addressBehind(2))(asked('6.6.6.6, 192.0.2.7, 10.0.0.1'))).toBe('192.0.2.7')
    expect((await addressBehind(2))(asked('192.0.2.7'))).toBe('192.0.2.7')
  })

  it('of IPv6 is the network, because one client has as many addresses as it likes', async () => {
    const addressOf = await addressBehind(0)
    expect(addressOf(asked('2001:db8:1:2:3:4:5:6'))).toBe('2001:db8:1:2::/64')
    expect(addressOf(asked('2001:0db8:1:2::1'))).toBe('2001:db8:1:2::/64')
    expect(addressOf(asked('2001:db8::1'))).toBe('2001:db8:0:0::/64')
    expect(addressOf(asked('::1'))).toBe('0:0:0:0::/64')
  })

  it('of nobody or nonsense is one and the same', async () => {
    const addressOf = await addressBehind(0)
    expect(addressOf(asked())).toBe('unknown')
    expect(addressOf(asked("'; drop table"))).toBe('unknown')
  })
})
