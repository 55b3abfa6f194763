/** Where waiting messages lie: what a killed tab, a full browser, a former version and another person make of them. */
import type { BrowserContext, Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { apiOf } from './api'
import { cast, DESK, expect, signIn, test } from './fixtures'
import { hotelBehindFront } from './front'
import { composer, connection, thread, write } from './screens'

test.describe.configure({ mode: 'serial' })

const house = hotelBehindFront()

test.beforeEach(({ expectNoise }) => {
  house.front.mend()
  expectNoise(/net::ERR_/, /Failed to fetch/)
})

const openOne = async (summary: string) => {
  const api = await apiOf(house.hotel.origin, cast.felix)
  return api.open({ placeId: roomId(503), summary, departmentId: departments.housekeeping.id })
}

/** What the hotel has of a ticket, in its order. */
async function said(ticketId: string): Promise<string[]> {
  const { body } = await (await apiOf(house.hotel.origin, cast.felix)).ask('GET', `/api/tickets/${ticketId}/messages`)
  return body.items.flatMap((entry: { kind: string; body: { text: string } }) =>
    entry.kind === 'message' ? [entry.body.text] : [],
  )
}

const texts = (page: Page) => thread(page).locator('p[dir="auto"]').allTextContents()
const waiting = (page: Page) => thread(page).getByText('Waiting to send')

async function visit(context: BrowserContext, { id }: { id: string }): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`/tickets/${id}`)
  await composer(page).waitFor()
  // What is typed before the page is awake is not under its hands yet.
  await expect(connection(page)).toHaveAttribute('data-mode', 'live')
  return page
}

/** The tab's process dies: nothing in it runs any more. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

/** How many messages wait in this person's database, and how many beside it. */
const stored = (page: Page, personId: string) =>
  page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
    })
    const rows = await new Promise<number>((resolve) => {
      const request = database.transaction('messages').objectStore('messages').count()
      request.onsuccess = () => resolve(request.result)
    })
    database.close()
    return { rows, copies: Object.keys(localStorage).filter((key) => key.startsWith(name)).length }
  }, `bellboard.outbox.${personId}`)

test('the tab is killed right after Enter, and with an answer on its way: all is there on return, once', async ({
  enter,
}) => {
  const ticket = await openOne('The tab is killed')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const context = felix.context()
  const first = await visit(context, ticket)
  house.front.cut()
  for (const text of ['One', 'Two', 'Three']) await write(first, text)
  await kill(first)
  house.front.mend()

  const second = await visit(context, ticket)
  await expect.poll(() => said(ticket.id)).toEqual(['One', 'Two', 'Three'])
  await expect(waiting(second)).toHaveCount(0)
  const lost = house.front.loseAnswerTo(`POST /api/tickets/${ticket.id}/messages`, () => kill(second))
  await write(second, 'Four')
  await lost

  const third = await visit(context, ticket)
  await expect(waiting(third)).toHaveCount(0)
  await expect(composer(third)).toHaveValue('')
  expect(await texts(third)).toEqual(['One', 'Two', 'Three', 'Four'])
  expect(await said(ticket.id)).toEqual(['One', 'Two', 'Three', 'Four'])
  await expect.poll(() => stored(third, cast.felix.id)).toEqual({ rows: 0, copies: 0 })
})

test('killed before the database has it: it is there on return', async ({ enter }) => {
  const ticket = await openOne('Before the transaction')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const context = felix.context()
  const page = await context.newPage()
  await page.addInitScript(() => {
    // As if it took for ever to open.
    IDBFactory.prototype.open = () =>
      Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value: () => {} } })
  })
  await page.goto(`/tickets/${ticket.id}`)
  await write(page, 'In the instant')
  await kill(page)
  const again = await visit(context, ticket)
  await expect.poll(() => said(ticket.id)).toEqual(['In the instant'])
  await expect(waiting(again)).toHaveCount(0)
  await expect(composer(again)).toHaveValue('')
})

test('two tabs write at once: both show one order, and the hotel has that order', async ({ enter }) => {
  const ticket = await openOne('Two tabs')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const tabs = [await visit(felix.context(), ticket), await visit(felix.context(), ticket)] as const
  house.front.cut()
  const writeAll = async (page: Page, name: string) => {
    for (const at of [1, 2, 3]) await write(page, `${name} ${at}`)
  }
  await Promise.all([writeAll(tabs[0], 'Left'), writeAll(tabs[1], 'Right')])
  for (const page of tabs) await expect(waiting(page)).toHaveCount(6)
  const order = await texts(tabs[0])
  await expect.poll(() => texts(tabs[1])).toEqual(order)
  for (const name of ['Left', 'Right'])
    expect(order.filter((text) => text.startsWith(name))).toEqual([1, 2, 3].map((at) => `${name} ${at}`))
  house.front.mend()
  await expect.poll(() => said(ticket.id)).toEqual(order)
  for (const page of tabs) await expect(waiting(page)).toHaveCount(0)
})

test('what a former version left is sent once, in order, though two tabs find it at once', async ({ enter }) => {
  const ticket = await openOne('A former version')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const left = ['Old one', 'Old two'].map((text) => ({
    id: newId(),
    ticketId: ticket.id,
    text,
    mentions: [],
    at: new Date().toISOString(),
    state: 'waiting',
    refusal: null,
  }))
  await felix.evaluate(
    ([personId, messages]) => {
      for (const message of messages)
        localStorage.setItem(`bellboard.outbox.${personId}.${message.id}`, JSON.stringify(message))
    },
    [cast.felix.id, left] as const,
  )
  const tabs = await Promise.all([visit(felix.context(), ticket), visit(felix.context(), ticket)])
  await expect.poll(() => said(ticket.id)).toEqual(['Old one', 'Old two'])
  for (const page of tabs) await expect.poll(() => texts(page)).toEqual(['Old one', 'Old two'])
  await expect.poll(() => stored(felix, cast.felix.id)).toEqual({ rows: 0, copies: 0 })
})

test('a browser without a database keeps it all the same; one that keeps nothing says so', async ({ enter }) => {
  const ticket = await openOne('No database')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  await felix.context().addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
  })
  const page = await visit(felix.context(), ticket)
  // Another tab would hear of both, and send them.
  await felix.close()
  house.front.cut()
  await write(page, 'Kept')
  await expect(thread(page).getByText('Waiting to send', { exact: true })).toBeVisible()
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await write(page, 'Fleeting')
  await expect(
    thread(page).getByText('Waiting to send. Keep this tab open: this browser does not store it.'),
  ).toHaveCount(1)
  const context = page.context()
  await kill(page)
  house.front.mend()
  await visit(context, ticket)
  await expect.poll(() => said(ticket.id)).toEqual(['Kept'])
})

test('what somebody left waiting is neither seen nor sent by the next person, and goes when they are back', async ({
  enter,
}) => {
  const ticket = await openOne('Whose tablet')
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const context = felix.context()
  const page = await visit(context, ticket)
  house.front.cut()
  await write(page, 'From Felix')
  await expect(waiting(page)).toHaveCount(1)
  for (const tab of [page, felix]) await tab.close()
  house.front.mend()

  await context.clearCookies()
  await signIn(context, house.hotel.origin, cast.hana)
  const hana = await visit(context, ticket)
  await write(hana, 'From Hana')
  await expect.poll(() => said(ticket.id)).toEqual(['From Hana'])
  expect(await texts(hana)).toEqual(['From Hana'])
  await hana.close()

  await context.clearCookies()
  await signIn(context, house.hotel.origin, cast.felix)
  await visit(context, ticket)
  await expect.poll(() => said(ticket.id)).toEqual(['From Hana', 'From Felix'])
})
