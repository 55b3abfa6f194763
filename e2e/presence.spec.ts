/** Who else is here, and how far a message has come: told to those who may see the ticket, taken back when it is over. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import type { Api } from './api'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { readLive } from './live-stream'
import { openTicket, row, thread, write } from './screens'

const openOne = (api: Api, summary: string, departmentId: string = departments.housekeeping.id) =>
  api.open({ placeId: roomId(219), summary, departmentId })

/** Around the messages: the line that says who is here stands below them. */
const conversation = (page: Page) => page.getByRole('region', { name: 'Thread' })

const HANA = 'Hana is here'

for (const { where, options } of [
  { where: 'at a desk', options: DESK },
  { where: 'on a tablet', options: TABLET },
])
  test(`${where}: whoever opens a ticket is shown in its row and its thread, and is gone when they leave`, async ({
    enter,
    as,
  }) => {
    const ticket = await openOne(await as(cast.felix), `Company ${where}`)
    const felix = await enter(cast.felix, options)
    const hana = await enter(cast.hana, TABLET)
    const line = row(felix, ticket)
    await expect(line).not.toHaveAccessibleName(/is here/)
    const alone = await line.evaluate(shape)

    await openTicket(hana, ticket)
    await expect(line).toHaveAccessibleName(new RegExp(HANA))
    await expect(line.getByTitle(HANA)).toBeVisible()
    expect(await line.evaluate(shape), 'nothing in the row moves').toEqual(alone)
    await openTicket(felix, ticket)
    await expect(conversation(felix).getByText(HANA)).toBeVisible()
    await expect(conversation(hana).getByText('Felix is here')).toBeVisible()
    // Nobody is told of themselves.
    await expect(conversation(hana).getByText(HANA)).toHaveCount(0)

    await hana.goto('/')
    await expect(conversation(felix).getByText(HANA)).toHaveCount(0)
    await felix.goto('/')
    await expect(line).toBeVisible()
    await expect(line).not.toHaveAccessibleName(/is here/)

    await openTicket(hana, ticket)
    await expect(line.getByTitle(HANA)).toBeVisible()
    await hana.close()
    await expect(line.getByTitle(HANA)).toHaveCount(0)
  })

test('a page that is loaded while somebody is here shows them', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Opened before the page')
  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, ticket)
  const felix = await enter(cast.felix)
  await expect(row(felix, ticket).getByTitle(HANA)).toBeVisible()
})

test('who is here is not known without a network, and not shown', async ({ enter, as, expectNoise }) => {
  expectNoise(/net::ERR_/, /Failed to fetch/)
  const ticket = await openOne(await as(cast.felix), 'Out of reach')
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, ticket)
  await openTicket(felix, ticket)
  await expect(row(felix, ticket).getByTitle(HANA)).toBeVisible()
  await felix.context().setOffline(true)
  await expect(conversation(felix).getByText(HANA)).toHaveCount(0)
  await expect(row(felix, ticket).getByTitle(HANA)).toHaveCount(0)
  await felix.context().setOffline(false)
  await expect(conversation(felix).getByText(HANA)).toBeVisible()
})

test('a message is sent, on a device of somebody else delivered, and seen when it is read', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'How far it came')
  const felix = await enter(cast.felix)
  await openTicket(felix, ticket)
  await write(felix, 'Is somebody there?')
  // Other tests may have a screen on which it is.
  await expect(thread(felix).getByText(/^(Sent|Delivered)$/)).toBeVisible()
  const hana = await enter(cast.hana, TABLET)
  await expect(row(hana, ticket)).toBeVisible()
  await write(felix, 'Towels for 219, please')
  await expect(thread(felix).getByText('Delivered', { exact: true })).toBeVisible()
  await expect(thread(felix).getByText(/^Seen by/)).toHaveCount(0)
  await openTicket(hana, ticket)
  await expect(thread(felix).getByText(/^Seen by Hana/)).toBeVisible()
  await expect(thread(felix).getByText('Delivered', { exact: true })).toHaveCount(0)
})

test('whoever may not see a ticket is told nothing of who is in it', async ({ enter, as }) => {
  const felixApi = await as(cast.felix)
  const marcoApi = await as(cast.marco)
  const secret = await openOne(felixApi, 'Not for engineering')
  const shared = await openOne(felixApi, 'For engineering', departments.engineering.id)
  const stream = await readLive(marcoApi)
  const marco = await enter(cast.marco, TABLET)
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, secret)
  await expect(row(felix, secret).getByTitle(HANA)).toBeVisible()
  await openTicket(felix, shared)
  // He hears of the one he may see: what came before it, he has heard too.
  await expect(row(marco, shared).getByTitle('Felix is here')).toBeVisible()
  await expect(row(marco, secret)).toHaveCount(0)
  await expect(marco.getByTitle(/Hana/)).toHaveCount(0)
  expect(JSON.stringify(stream.events)).toContain(shared.id)
  expect(JSON.stringify(stream.events)).not.toContain(secret.id)
  const { body } = await marcoApi.ask('GET', '/api/presence')
  expect(JSON.stringify(body)).toContain(shared.id)
  expect(JSON.stringify(body)).not.toContain(secret.id)
})

/** How high a row is, and where its words stand in it. */
const shape = (line: Element) => {
  const { top, height } = line.getBoundingClientRect()
  const hasWords = (element: Element) =>
    !element.closest('[aria-hidden]') && [...element.childNodes].some((node) => node instanceof Text)
  const words = [...line.querySelectorAll('span')].filter(hasWords)
  return [height, ...words.map((word) => Math.round(word.getBoundingClientRect().top - top))]
}
