import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, PIN } from '@/db/cast'
import { db } from '@/db/client'
import { signInTries } from '@/db/schema'
import { listAudit } from '@/lib/audit/audit'
import { signInByPin } from '@/lib/auth/pin'
import { newId } from '@/lib/schema'
import { enrolled } from '@/scripts/stage/device'
import { actorAs, ask } from '@/scripts/stage/stage'
import { PUT as change } from '../../../me/pin/route'
import { PUT } from './route'

const method = 'PUT'
const set = async (pin: string, id: string = cast.chloe.id) =>
  ask(PUT, { as: await actorAs('ada'), method, params: { id }, body: { pin } })

describe('PUT /api/people/:id/pin', () => {
  it('401 signed out, 403 for who is no admin, 404 for nobody', async () => {
    const body = { pin: '2580' }
    expect((await ask(PUT, { method, params: { id: cast.chloe.id }, body })).status).toBe(401)
    const nora = await actorAs('nora')
    expect((await ask(PUT, { as: nora, method, params: { id: cast.chloe.id }, body })).status).toBe(403)
    expect((await set('2580', newId())).status).toBe(404)
  })

  it.each(['123', '1234567', 'abcd', ''])('400 for %j', async (pin) => {
    expect(await set(pin)).toMatchObject({ status: 400, body: { error: { field: 'body.pin' } } })
  })

  it('200 replaces the one they had, is temporary, and forgets the tries of the former', async () => {
    const device = await enrolled()
    const signIn = (pin: string) => signInByPin(device, { personId: cast.chloe.id, pin }, null)
    for (let n = 0; n < 5; n++) await expect(signIn('9999')).rejects.toMatchObject({ told: { code: 'wrong_pin' } })
    await expect(signIn(PIN)).rejects.toMatchObject({ code: 'slow_down' })
    expect(await set('2580')).toMatchObject({ status: 200, body: { isTemporary: true } })
    await expect(signIn(PIN)).rejects.toMatchObject({ told: { code: 'wrong_pin' } })
    expect(await signIn('2580')).toMatchObject({ isTemporary: true })
  })
})

describe('that a PIN was set', () => {
  it('is what every manager and whoever it is for can read, with who did it; that one chose another is nobody’s', async () => {
    const pinOf = async () => {
      const { items } = await listAudit(await actorAs('viktor'), { limit: 100 })
      return items.filter(({ action, details }) => action === 'pin.set' && details.personId === cast.viktor.id)
    }
    await set('2580', cast.viktor.id)
    expect(await pinOf()).toMatchObject([{ actorId: cast.ada.id, details: { personId: cast.viktor.id } }])
    expect(JSON.stringify(await pinOf())).not.toContain('2580')
    const own = { current: '2580', pin: '135790' }
    expect((await ask(change, { as: await actorAs('viktor'), method, body: own })).status).toBe(200)
    expect(await pinOf()).toHaveLength(1)
  })

  it('is not said of one that was refused', async () => {
    const { items: before } = await listAudit(await actorAs('nora'), { limit: 1 })
    await set('2580', newId())
    expect((await listAudit(await actorAs('nora'), { limit: 1 })).items).toEqual(before)
  })
})

describe('PUT /api/me/pin', () => {
  const ask_ = async (who: keyof typeof cast, body: object) => ask(change, { as: await actorAs(who), method, body })

  it('401 signed out', async () => {
    expect((await ask(change, { method, body: { current: PIN, pin: '2580' } })).status).toBe(401)
  })

  it.each(['1234', '9876', '0000', '12345'])('400 for %s, which is tried first', async (pin) => {
    expect(await ask_('luca', { current: PIN, pin })).toMatchObject({
      status: 400,
      body: { error: { field: 'body.pin' } },
    })
  })

  it('400 for the one they have, 403 for a wrong one, 429 after five', async () => {
    expect((await ask_('luca', { current: PIN, pin: PIN })).status).toBe(400)
    for (let n = 0; n < 5; n++)
      expect(await ask_('luca', { current: '9999', pin: '2580' })).toMatchObject({
        status: 403,
        body: { error: { message: 'wrong_pin', field: 'body.current' } },
      })
    expect((await ask_('luca', { current: PIN, pin: '2580' })).status).toBe(429)
  })

  it('429 after twenty wrong ones in a day, until an admin sets another', async () => {
    const body = { current: '9999', pin: '2580' }
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let n = 0; n < 5; n++) expect((await ask_('hana', body)).status).toBe(403)
      await db()
        .delete(signInTries)
        .where(eq(signInTries.key, `pin:${cast.hana.id}:own`))
    }
    expect((await ask_('hana', { ...body, current: PIN })).status).toBe(429)
    await set('2580', cast.hana.id)
    expect((await ask_('hana', { current: '2580', pin: '135790' })).status).toBe(200)
  })

  it('200 makes it their own', async () => {
    const device = await enrolled()
    await set('2580', cast.diego.id)
    expect(await ask_('diego', { current: '2580', pin: '135790' })).toMatchObject({ status: 200 })
    const signedIn = await signInByPin(device, { personId: cast.diego.id, pin: '135790' }, null)
    expect(signedIn).toMatchObject({ isTemporary: false })
  })
})
