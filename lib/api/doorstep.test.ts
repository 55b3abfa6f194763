import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { guardDoorstep, hasPassed, tidy } from './doorstep'

const forged = {
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  forwarded: 'for=6.6.6.6',
}

describe('the doorstep', () => {
  it('takes forwarding headers off, unless a proxy of ours stands in front', () => {
    const open = { headers: { ...forged, host: 'bellboard.test' }, method: 'GET', url: '/' }
    tidy(open, false)
    expect(open.headers).toEqual({ host: 'bellboard.test' })
    const behind = { headers: { ...forged }, method: 'GET', url: '/' }
    tidy(behind, true)
    expect(behind.headers).toEqual(forged)
  })

  it('knows who came in past it from who says so', () => {
    expect(hasPassed(new Headers())).toBe(true)
    guardDoorstep()
    expect(hasPassed(new Headers())).toBe(false)
    expect(hasPassed(new Headers({ 'x-bellboard-door': 'mine' }))).toBe(false)
  })

  it('never lets in what Next says to itself', () => {
    const asked = { headers: { 'x-middleware-subrequest': 'proxy', 'x-nonce': 'mine' }, method: 'GET', url: '/' }
    tidy(asked, true)
    expect(asked.headers).toEqual({})
  })

  it.each([
    ['/api/people/%ff/sessions', '/api/people/%25ff/sessions'],
    ['/%E0%A4%A?q=%ff', '/%25E0%25A4%25A?q=%ff'],
    ['/caf%C3%A9?q=%ff', '/caf%C3%A9?q=%ff'],
    ['*', '/'],
    ['http://evil.example/api/me?a=b', '/api/me?a=b'],
    ['http://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['//evil.example/x', '//evil.example/x'],
    ['/api/./live?open=.', '/api/live?open=.'],
    ['/api/%2e/live', '/api/live'],
    ['/x/../api/live', '/api/live'],
    ['/%2E/api/live', '/api/live'],
    ['/api\\live', '/api/live'],
    ['http://bellboard.test/x/%2e%2e/api/live', '/api/live'],
    ['/../../x', '/x'],
  ])('makes %s readable', (url, made) => {
    const asked = { headers: {}, method: 'GET', url }
    tidy(asked, false)
    expect(asked.url).toBe(made)
  })

  describe('of a real server', () => {
    const server = createServer((incoming, outgoing) => {
      outgoing.end(JSON.stringify({ url: incoming.url, method: incoming.method, headers: incoming.headers }))
    })
    afterEach(() => {
      server.closeAllConnections()
      server.close()
    })

    it('is passed before the server looks', async () => {
      guardDoorstep()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const seen = await new Promise<string>((resolve, reject) => {
        const options = { port, host: '127.0.0.1', path: '/%ff', method: 'TRACE', headers: forged }
        request(options, (reply) => reply.setEncoding('utf8').on('data', resolve))
          .on('error', reject)
          .end()
      })
      const { url, method, headers } = JSON.parse(seen)
      expect({ url, method }).toEqual({ url: '/%25ff', method: 'UNHEARD-OF' })
      expect(Object.keys(headers)).toEqual(expect.not.arrayContaining(Object.keys(forged)))
    })
  })
})
