import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { actorOn, cookiesOf, enrolled } from '@/scripts/stage/device'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/device/key', () => {
  it('401 signed out, on the device itself too', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { headers: await cookiesOf(await enrolled()) })).status).toBe(401)
  })

  it('403 on one’s own device, and on one of the house with a session from elsewhere', async () => {
    const hana = await actorAs('hana')
    expect((await ask(GET, { as: hana })).status).toBe(403)
    expect((await ask(GET, { headers: await cookiesOf(await enrolled(), hana) })).status).toBe(403)
  })

  it('200 the same each time, another for each person and each device', async () => {
    const [one, other] = [await enrolled(), await enrolled()]
    const keyOf = async (device: typeof one, personId: string) => {
      const headers = await cookiesOf(device, await actorOn(device, personId))
      return (await ask(GET, { headers })).body.key as string
    }
    const first = await keyOf(one, cast.hana.id)
    expect(Buffer.from(first, 'base64url')).toHaveLength(32)
    expect(await keyOf(one, cast.hana.id)).toBe(first)
    expect(new Set([first, await keyOf(one, cast.maria.id), await keyOf(other, cast.hana.id)]).size).toBe(3)
  })
})
