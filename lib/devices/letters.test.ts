import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { PUT } from '@/app/api/tickets/[id]/acceptance/route'
import { PUT as COMPLETE } from '@/app/api/tickets/[id]/completion/route'
import { POST } from '@/app/api/tickets/[id]/messages/route'
import { cast, PIN } from '@/db/cast'
import { db } from '@/db/client'
import { devices, entries, sessions, tickets } from '@/db/schema'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import { loadActors } from '@/lib/auth/access'
import { changePin, setTemporaryPin } from '@/lib/auth/pin'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { LETTER_HEADER } from '@/lib/errors'
import { endSessions } from '@/lib/people/people'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import { askingFor, opened } from '@/lib/tickets/specimen'
import { editTicket } from '@/lib/tickets/tickets'
import { actorOn, cookiesOf, type Enrolled, enrolled, sealed } from '@/scripts/stage/device'
import { actorAs, ask } from '@/scripts/stage/stage'
import { endDevice } from './devices'
import { keyFor } from './keys'

const PURPOSE = 'POST /api/asked'
let device: Enrolled
let hana: Actor
let key: string
let ticketId: string

/** Hana wrote something on the tablet, and locked it before it could be sent. Marco is there now. */
beforeEach(async () => {
  device = await enrolled()
  hana = await actorOn(device, cast.hana.id)
  key = (await keyFor(hana, device)).key
  ticketId = (await opened(hana)).id
  await endSession(hana.sessionId)
})

const written = () => ({ id: newId(), at: new Date().toISOString(), body: 'on my way', mentions: [] })

async function carry(body: unknown, patch: { by?: Enrolled; of?: string; purpose?: string; to?: string } = {}) {
  const carrier = patch.by ?? device
  const marco = await actorOn(carrier, cast.marco.id)
  const letter = sealed(key, { sessionId: hana.sessionId, body }, patch.purpose ?? PURPOSE)
  return ask(POST, {
    method: 'POST',
    params: { id: patch.to ?? ticketId },
    headers: { ...(await cookiesOf(carrier, marco)), [LETTER_HEADER]: patch.of ?? cast.hana.id },
    body: { sealed: letter },
  })
}

describe('a letter', () => {
  it('is done as whoever wrote it, once, though somebody else is signed in; its entry leads to the device', async () => {
    const message = written()
    expect((await carry(message)).status).toBe(201)
    expect((await carry(message)).status).toBe(201)
    const found = await db()
      .select({ authorId: entries.authorId, deviceId: sessions.deviceId, name: devices.name })
      .from(entries)
      .innerJoin(sessions, eq(sessions.id, entries.device))
      .innerJoin(devices, eq(devices.id, sessions.deviceId))
      .where(and(eq(entries.ticketId, ticketId), eq(entries.id, message.id)))
    expect(found).toEqual([{ authorId: cast.hana.id, deviceId: device.id, name: device.name }])
  })

  it('is also what somebody did there: accepted in their name', async () => {
    const marco = await actorOn(device, cast.marco.id)
    const letter = sealed(key, { sessionId: hana.sessionId, body: { id: newId() } }, 'PUT /api/asked')
    const reply = await ask(PUT, {
      method: 'PUT',
      params: { id: ticketId },
      headers: { ...(await cookiesOf(device, marco)), [LETTER_HEADER]: cast.hana.id },
      body: { sealed: letter },
    })
    expect(reply.status).toBe(200)
    const [ticket] = await db().select().from(tickets).where(eq(tickets.id, ticketId))
    expect(ticket?.assigneeId).toBe(cast.hana.id)
  })

  it('is done once, though its writer sends it as well, with the version that they know by then', async () => {
    const headers = { ...(await cookiesOf(device)), [LETTER_HEADER]: cast.hana.id }
    const request = { method: 'PUT', params: { id: ticketId } }
    const letter = (body: object) => ({ sealed: sealed(key, { sessionId: hana.sessionId, body }, 'PUT /api/asked') })
    await ask(PUT, { ...request, headers, body: letter({ id: newId(), basedOn: 1 }) })
    const done = { id: newId() }
    const carried = await ask(COMPLETE, { ...request, headers, body: letter(done) })
    const own = await ask(COMPLETE, { ...request, as: await actorAs('hana'), body: { ...done, basedOn: 2 } })
    expect([carried.status, own.status, own.body.seq]).toEqual([200, 200, carried.body.seq])
  })

  it('tells whoever carries it, now or again later, that it was done, and nothing of what it was about', async () => {
    const nora = await actorAs('nora')
    const secret = { restricted: true, namedIds: [cast.hana.id], guestName: 'M. Aurel' }
    const { id } = await opened(nora, askingFor('A theft', 'housekeeping', secret))
    const message = { ...written(), body: 'I saw who it was' }
    const sent = await carry(message, { to: id })
    expect(sent.body).toEqual({ entry: { id: message.id, seq: 2 } })
    const accepted = { id: newId() }
    const headers = { ...(await cookiesOf(device)), [LETTER_HEADER]: cast.hana.id }
    const accept = (body: object, purpose = 'PUT /api/asked') =>
      ask(PUT, {
        method: 'PUT',
        params: { id },
        headers,
        body: { sealed: sealed(key, { sessionId: hana.sessionId, body }, purpose) },
      })
    expect((await accept(accepted)).body).toEqual({ ticket: null, seq: 3 })
    await editTicket(nora, id, { id: newId(), version: 2, summary: 'A theft in 305' })
    expect((await accept(accepted)).body).toEqual({ ticket: null, seq: 3 })
    // Refused as well: who was faster, and how the ticket stands, is for the writer.
    await acceptTicket(nora, id, { id: newId(), from: cast.hana.id })
    const refused = await accept({ id: newId() })
    expect(refused.status).toBe(409)
    expect(refused.body).toEqual({ error: { code: 'conflict', message: 'letter_refused' } })
  })

  it('goes out when nobody is signed in', async () => {
    const letter = sealed(key, { sessionId: hana.sessionId, body: written() }, PURPOSE)
    const headers = { ...(await cookiesOf(device)), [LETTER_HEADER]: cast.hana.id }
    const reply = await ask(POST, { method: 'POST', params: { id: ticketId }, headers, body: { sealed: letter } })
    expect(reply.status).toBe(201)
  })

  it.each([
    ['for another request', { purpose: 'POST /api/elsewhere' }],
    ['in another’s name', { of: cast.marco.id }],
    ['in nobody’s name', { of: 'hana' }],
  ])('does not open %s', async (_, patch) => {
    expect(await carry(written(), patch)).toMatchObject({ status: 401, body: { error: { message: 'letter_refused' } } })
  })

  it('does not open on another device, nor on one that is not the house’s', async () => {
    expect((await carry(written(), { by: await enrolled() })).status).toBe(401)
    const letter = sealed(key, { sessionId: hana.sessionId, body: written() }, PURPOSE)
    const headers = { [LETTER_HEADER]: cast.hana.id }
    const as = await actorAs('marco')
    const reply = await ask(POST, { as, method: 'POST', params: { id: ticketId }, headers, body: { sealed: letter } })
    expect(reply.status).toBe(401)
  })

  it('does not open when somebody changed it', async () => {
    const letter = sealed(key, { sessionId: hana.sessionId, body: written() }, PURPOSE)
    const changed = letter.slice(0, 30) + (letter[30] === 'A' ? 'B' : 'A') + letter.slice(31)
    const headers = { ...(await cookiesOf(device)), [LETTER_HEADER]: cast.hana.id }
    const reply = await ask(POST, { method: 'POST', params: { id: ticketId }, headers, body: { sealed: changed } })
    expect(reply.status).toBe(401)
  })

  it('says nothing any more for whoever was signed out everywhere, or whose device was taken away', async () => {
    await endSessions(await actorAs('ada'), cast.hana.id)
    expect((await carry(written())).status).toBe(401)
    await endDevice(await actorAs('ada'), device.id)
    const headers = { cookie: device.cookie, [LETTER_HEADER]: cast.hana.id }
    const letter = sealed(key, { sessionId: hana.sessionId, body: written() }, PURPOSE)
    expect(
      (await ask(POST, { method: 'POST', params: { id: ticketId }, headers, body: { sealed: letter } })).status,
    ).toBe(401)
  })

  it('says nothing any more once its writer has another PIN; what they write after that does', async () => {
    const there = await actorOn(await enrolled(), cast.hana.id)
    const own = await actorAs('hana')
    const here = await actorOn(device, cast.hana.id)
    await changePin(here, { current: PIN, pin: '2580' })
    expect((await carry(written())).status).toBe(401)
    const isIn = async ({ sessionId }: Actor) => (await loadActors([sessionId])).actors.has(sessionId)
    expect([await isIn(there), await isIn(own), await isIn(here)]).toEqual([false, true, true])
    hana = here
    expect((await carry(written())).status).toBe(201)
    await setTemporaryPin(await actorAs('ada'), cast.hana.id, PIN)
    expect((await carry(written())).status).toBe(401)
    expect(await isIn(here)).toBe(false)
  })

  it('may do what its writer may, and no more: 404 unseen, 400 malformed', async () => {
    expect((await carry(written(), { to: newId() })).status).toBe(404)
    expect((await carry({ ...written(), body: '' })).status).toBe(400)
  })

  it('counts as its device’s: 429 before it is opened; another’s are carried, and its writer writes on', async () => {
    for (let n = 0; n < PER_MINUTE.write; n++) await pace(device.id, 'write')
    for (const patch of [{}, { of: cast.marco.id }]) {
      const refused = await carry(written(), patch)
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down' } } })
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    const as = await actorAs('hana')
    expect((await ask(POST, { as, method: 'POST', params: { id: ticketId }, body: written() })).status).toBe(201)
    const other = await enrolled()
    const there = await actorOn(other, cast.hana.id)
    const sealedThere = sealed(
      (await keyFor(there, other)).key,
      { sessionId: there.sessionId, body: written() },
      PURPOSE,
    )
    await endSession(there.sessionId)
    const headers = { ...(await cookiesOf(other)), [LETTER_HEADER]: cast.hana.id }
    const body = { sealed: sealedThere }
    expect((await ask(POST, { method: 'POST', params: { id: ticketId }, headers, body })).status).toBe(201)
  })

  it('is carried also while its writer is told to wait: it says nothing of how fast they write', async () => {
    const exhausted = async () => {
      for (let n = 0; n <= PER_MINUTE.write; n++) await pace(cast.hana.id, 'write')
    }
    await expect(exhausted()).rejects.toMatchObject({ code: 'slow_down' })
    expect((await carry(written())).status).toBe(201)
  })
})
