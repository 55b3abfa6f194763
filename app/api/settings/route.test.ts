import { describe, expect, it } from 'vitest'
import { db } from '@/db/client'
import { settings } from '@/db/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/settings', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { zone: 'x' } })).status).toBe(400)
  })

  it('200 tells the hotel, and what holds before anybody has set anything', async () => {
    const as = await actorAs('hana')
    expect((await ask(GET, { as })).body).toMatchObject({ hotelName: 'The Alder', demo: true })
    await db().delete(settings)
    const unset = { timeZone: 'UTC', businessDayStart: '03:00', shifts: [], closeAfterHours: 24, demo: false }
    expect((await ask(GET, { as })).body).toMatchObject(unset)
  })
})
