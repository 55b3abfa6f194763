import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import { makeTicket } from '@/lib/live/rehearsal'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

let listener: Listener | undefined
afterEach(() => listener?.leave())
afterAll(stopHub)

describe('GET /api/presence', () => {
  it('signed out → 401, with a parameter it does not know → 400', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { as: await actorAs('hana'), query: { ticket: 'any' } })).status).toBe(400)
  })

  it('is asked so often by one person, and not more; nobody else has to wait, and nothing else', async () => {
    const [luca, chloe] = await Promise.all([actorAs('luca'), actorAs('chloe')])
    for (let asked = 0; asked < PER_MINUTE.presence; asked++) await pace(luca.personId, 'presence')
    const refused = await ask(GET, { as: luca })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(GET, { as: chloe })).status).toBe(200)
    await pace(luca.personId, 'write')
  })

  it('says who is in what one may see, and nothing of the rest', async () => {
    const [felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
    const ticketId = await makeTicket(felix)
    await expect.poll(() => hub().engine).toBe('up')
    listener = Listener.open(hana, { [ticketId]: 0 })
    const here = { ticketId, personIds: [hana.personId] }
    await expect.poll(async () => (await ask(GET, { as: felix })).body.items).toContainEqual(here)
    expect(JSON.stringify((await ask(GET, { as: marco })).body)).not.toContain(ticketId)
  })
})
