import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/db/client'
import { pushSubscriptions } from '@/db/schema'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'
import { DELETE, GET, PUT } from './route'

const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64url')
// Any pair will do: nothing is sent.
process.env.VAPID_PUBLIC_KEY = bytes(65)
process.env.VAPID_PRIVATE_KEY = bytes(32)

const body = (over: object = {}) => ({
  endpoint: 'https://fcm.googleapis.com/fcm/send/one',
  keys: { p256dh: bytes(65), auth: bytes(16) },
  ...over,
})
const rows = () => db().select().from(pushSubscriptions)

beforeEach(async () => void (await db().delete(pushSubscriptions)))

describe('/api/me/push', () => {
  it('401 signed out', async () => {
    for (const [handler, method] of [
      [GET, 'GET'],
      [PUT, 'PUT'],
      [DELETE, 'DELETE'],
    ] as const)
      expect((await ask(handler, { method, ...(method === 'PUT' && { body: body() }) })).status).toBe(401)
  })

  it('403 from another site', async () => {
    const foreign = {
      as: await actorAs('hana'),
      method: 'PUT',
      body: body(),
      headers: { origin: `${ORIGIN}.evil.test` },
    }
    expect((await ask(PUT, foreign)).status).toBe(403)
    expect(await rows()).toEqual([])
  })

  it.each([
    [{ endpoint: 'nowhere' }, 'body.endpoint'],
    [{ endpoint: 'http://127.0.0.1:6379/' }, 'body.endpoint'],
    [{ endpoint: 'https://169.254.169.254/latest' }, 'body.endpoint'],
    [{ endpoint: `https://fcm.googleapis.com/${'x'.repeat(1000)}` }, 'body.endpoint'],
    [{ endpoint: 'https://fcm.googleapis.com/a\u0000b' }, 'body.endpoint'],
    [{ endpoint: 'https://fcm.googleapis.com/a\tb' }, 'body.endpoint'],
    [{ endpoint: 'https://fcm.googleapis.com/\ud800' }, 'body.endpoint'],
    [{ endpoint: 'https://fcm.googleapis.com/ä' }, 'body.endpoint'],
    [{ keys: { p256dh: bytes(64), auth: bytes(16) } }, 'body.keys.p256dh'],
    [{ keys: { p256dh: bytes(65), auth: '!' } }, 'body.keys.auth'],
    [{ keys: undefined }, 'body.keys'],
    [{ colour: 'red' }, 'body.colour'],
  ])('400 for %j, naming %s', async (over, field) => {
    const refused = await ask(PUT, { as: await actorAs('hana'), method: 'PUT', body: body(over) })
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
    expect(await rows()).toEqual([])
  })

  it('200 once or twice; another endpoint of the same session takes its place', async () => {
    const as = await actorAs('hana')
    for (const endpoint of [body().endpoint, body().endpoint, 'https://web.push.apple.com/two']) {
      const answer = await ask(PUT, { as, method: 'PUT', body: body({ endpoint }) })
      expect(answer).toMatchObject({ status: 200, body: { isOn: true, publicKey: bytes(65) } })
    }
    expect(await rows()).toMatchObject([{ sessionId: as.sessionId, endpoint: 'https://web.push.apple.com/two' }])
  })

  it('a browser belongs to who subscribed last: nobody is told in another’s name', async () => {
    const [hana, rosa] = [await actorAs('hana'), await actorAs('rosa')]
    await ask(PUT, { as: hana, method: 'PUT', body: body() })
    await ask(PUT, { as: rosa, method: 'PUT', body: body() })
    expect(await rows()).toMatchObject([{ personId: rosa.personId }])
    expect((await ask(GET, { as: hana })).body).toMatchObject({ isOn: false })
    // And taking it back is one's own to do only.
    await ask(DELETE, { as: hana, method: 'DELETE' })
    expect(await rows()).toHaveLength(1)
    expect((await ask(DELETE, { as: rosa, method: 'DELETE' })).body).toMatchObject({ isOn: false })
    expect(await rows()).toEqual([])
  })

  it('a browser is the same one however its endpoint is written', async () => {
    const rosa = await actorAs('rosa')
    for (const as of [await actorAs('hana'), rosa]) {
      const endpoint = as === rosa ? 'HTTPS://FCM.googleapis.com:443/fcm/./send/one' : body().endpoint
      expect((await ask(PUT, { as, method: 'PUT', body: body({ endpoint }) })).status).toBe(200)
    }
    expect(await rows()).toMatchObject([{ personId: rosa.personId, endpoint: body().endpoint }])
  })
})
