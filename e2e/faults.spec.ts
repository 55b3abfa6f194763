/** What breaks in a real hotel, broken on purpose in one of our own: nothing that was acknowledged is lost or doubled, and the
 *  screens come back by themselves. */
import type { Page } from '@playwright/test'
import postgres from 'postgres'
import { createClient } from 'redis'
import { departments, roomId } from '@/db/cast'
import { type Api, apiOf } from './api'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { hotelBehindFront } from './front'
import { keepWriting } from './ledger'
import { composer, connection, openTicket, row, thread, write } from './screens'

test.describe.configure({ mode: 'serial' })

const house = hotelBehindFront()

test.beforeEach(({ expectNoise }) => expectNoise(/net::ERR_/, /status of 50[0-9]/))

const enterAt = {
  desk: () => ({ ...DESK, baseURL: house.hotel.origin }),
  tablet: () => ({ ...TABLET, baseURL: house.hotel.origin }),
}

const openOne = (api: Api, summary: string) =>
  api.open({ placeId: roomId(503), summary, departmentId: departments.housekeeping.id })

/** True for as long as the page has not been loaded again. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isUntouched: true }))
const isUntouched = (page: Page) => page.evaluate(() => 'isUntouched' in window)

test('kill -9 of the app between a send and its answer, then a retry: one message', async ({ enter }) => {
  const felix = await enter(cast.felix, enterAt.desk())
  const hana = await enter(cast.hana, enterAt.tablet())
  const ticket = await openOne(await apiOf(house.hotel.origin, cast.felix), 'Answer lost')
  await openTicket(felix, ticket)
  await openTicket(hana, ticket)
  await Promise.all([felix, hana].map(mark))

  const sent: string[] = []
  felix.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.postDataJSON().id)
  })
  const lost = house.front.loseAnswerTo(`POST /api/tickets/${ticket.id}/messages`, () => house.hotel.app.kill())
  await write(felix, 'Are the towels on their way?')
  await lost
  expect(await committed(ticket.id), 'it was committed before the app died').toHaveLength(1)
  const mine = thread(felix).getByText('Are the towels on their way?')
  await expect(mine).toHaveCount(1)
  await expect(thread(felix).getByText('Waiting to send')).toBeVisible()

  const answered = felix.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201)
  await house.hotel.app.start()
  const { entry } = await (await answered).json()
  expect(entry, 'the retry is told what had been written').toMatchObject({ id: sent[0], seq: 2 })
  await expect(thread(felix).getByText(/^(Sent|Seen by)/)).toBeVisible()
  await expect(thread(hana).getByText('Are the towels on their way?')).toHaveCount(1)
  await expect(mine).toHaveCount(1)
  expect(sent.length, 'it was sent again').toBeGreaterThan(1)
  expect(new Set(sent).size, 'under one id').toBe(1)
  expect(await committed(ticket.id)).toMatchObject([{ id: sent[0] }])
  for (const page of [felix, hana]) {
    await expect(connection(page)).toHaveAttribute('data-mode', 'live')
    expect(await isUntouched(page)).toBe(true)
  }
})

for (const server of ['redis', 'postgres'] as const)
  test(`kill -9 of ${server} while people write: all that was acknowledged is there, once, and live again`, async ({
    enter,
  }) => {
    const { felix, hana, ticket } = await meet(enter, `${server} is killed`)
    const ledger = keepWriting(await apiOf(house.hotel.origin, cast.felix), ticket.id)
    await expect.poll(() => ledger.acknowledged.length).toBeGreaterThan(10)
    await house.hotel[server].kill()
    const before = ledger.acknowledged.length
    if (server === 'redis') await expect.poll(() => ledger.acknowledged.length).toBeGreaterThan(before + 5)
    else await expect.poll(() => ledger.refused).toBeGreaterThan(2)
    await house.hotel[server].start()
    const after = ledger.acknowledged.length
    await expect.poll(() => ledger.acknowledged.length).toBeGreaterThan(after + 5)
    await ledger.stop()
    await showsAll(ledger.acknowledged, ticket.id, [felix, hana])
    await areLiveAgain(felix, hana)
  })

test('FLUSHALL: Redis has forgotten everything, nobody else has', async ({ enter }) => {
  const { felix, hana, ticket } = await meet(enter, 'Redis is emptied')
  const ledger = keepWriting(await apiOf(house.hotel.origin, cast.felix), ticket.id)
  await expect.poll(() => ledger.acknowledged.length).toBeGreaterThan(10)
  const redis = createClient({ url: house.hotel.redis.url })
  await redis.connect()
  await redis.flushAll()
  redis.destroy()
  const after = ledger.acknowledged.length
  await expect.poll(() => ledger.acknowledged.length).toBeGreaterThan(after + 10)
  await ledger.stop()
  await showsAll(ledger.acknowledged, ticket.id, [felix, hana])
  await areLiveAgain(felix, hana)
})

test('Redis stopped: messages and changes go through, screens say so and follow', async ({ enter }) => {
  const { felix, hana, ticket } = await meet(enter, 'Redis is away')
  await house.hotel.redis.stop()
  for (const page of [felix, hana]) await expect(connection(page)).toHaveText('Asking every few seconds')

  const answered = felix.waitForResponse((response) => response.request().method() === 'POST')
  await write(felix, 'Does this reach you?')
  expect((await answered).status()).toBe(201)
  await expect(thread(hana).getByText('Does this reach you?')).toBeVisible()

  const accepted = hana.waitForResponse((response) => response.url().endsWith('/acceptance'))
  await hana.getByRole('button', { name: 'Accept' }).click()
  expect((await accepted).status()).toBe(200)
  await expect(thread(felix).getByText('Hana accepted this')).toBeVisible()

  const another = await openOne(await apiOf(house.hotel.origin, cast.felix), 'Opened without Redis')
  await hana.getByRole('button', { name: 'Back to the board' }).click()
  await expect(row(hana, another)).toBeVisible()
  await openTicket(hana, ticket)

  await house.hotel.redis.start()
  await areLiveAgain(felix, hana)
})

type Enter = (who: typeof cast.felix | typeof cast.hana, options: object) => Promise<Page>

/** Felix at his desk and Hana at her tablet, both in one new ticket. */
async function meet(enter: Enter, summary: string) {
  const ticket = await openOne(await apiOf(house.hotel.origin, cast.felix), summary)
  const felix = await enter(cast.felix, enterAt.desk())
  const hana = await enter(cast.hana, enterAt.tablet())
  for (const page of [felix, hana]) {
    await openTicket(page, ticket)
    await expect(connection(page)).toHaveAttribute('data-mode', 'live')
    await mark(page)
  }
  return { felix, hana, ticket }
}

/** Every acknowledged entry exactly once: in the journal's order over the API, and on these pages. */
async function showsAll(acknowledged: { id: string; text: string; seq: number }[], ticketId: string, pages: Page[]) {
  const stored = await entriesOf(ticketId)
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1))
  for (const { id, seq } of acknowledged) expect(stored.filter((entry) => entry.id === id)).toMatchObject([{ seq }])
  const said = acknowledged.map(({ text }) => text)
  for (const page of pages)
    await expect
      .poll(() =>
        thread(page)
          .getByText(/^word \d+ of [0-9a-f]{8}$/)
          .allTextContents(),
      )
      .toEqual(said)
}

async function areLiveAgain(one: Page, other: Page) {
  for (const page of [one, other]) await expect(connection(page)).toHaveAttribute('data-mode', 'live')
  await write(one, 'Back again')
  await expect(thread(other).getByText('Back again')).toBeVisible()
  await write(other, 'So I see')
  await expect(thread(one).getByText('So I see')).toBeVisible()
  await expect(composer(one)).toHaveValue('')
  for (const page of [one, other]) expect(await isUntouched(page), 'it was not loaded again').toBe(true)
}

async function entriesOf(ticketId: string): Promise<{ id: string; seq: number; kind: string }[]> {
  const sql = postgres(house.hotel.postgres.url, { max: 1 })
  try {
    return await sql<{ id: string; seq: number; kind: string }[]>`
      select id, seq, kind from entries where ticket_id = ${ticketId} order by seq`
  } finally {
    await sql.end()
  }
}

const committed = async (ticketId: string) => (await entriesOf(ticketId)).filter(({ kind }) => kind === 'message')
