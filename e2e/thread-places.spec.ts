/** A long thread, opened anywhere: by an entry's link, at a date; read on both ways from there, and back to its end. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { composer, thread } from './screens'

const LENGTH = 320
const DAYS = 6
const DAY_MS = 86_400_000

/** A ticket with "Line 2" to "Line 320", spread over the last six days: each line's number is its entry's. */
async function longThread(api: Api): Promise<{ id: string; at: (seq: number) => Date }> {
  const began = Date.now() - DAYS * DAY_MS
  const at = (seq: number) => new Date(began + (seq * DAYS * DAY_MS) / (LENGTH + 1))
  const asked = { placeId: roomId(510), summary: 'Long story', departmentId: departments.housekeeping.id }
  const { id } = await api.open({ ...asked, at: at(1).toISOString() })
  for (let seq = 2; seq <= LENGTH; seq++) {
    const said = { id: newId(), body: `Line ${seq}`, at: at(seq).toISOString() }
    const { status } = await api.ask('POST', `/api/tickets/${id}/messages`, said)
    expect(status).toBe(201)
  }
  return { id, at }
}

const line = (page: Page, seq: number) => thread(page).getByText(`Line ${seq}`, { exact: true })
const anchored = (page: Page) => thread(page).locator('[aria-current="location"]')
const lines = (page: Page) => thread(page).locator('p[dir="auto"]').allTextContents()
const scrollTo = (page: Page, side: 'top' | 'bottom') =>
  page
    .locator('[data-scroller]')
    .last()
    .evaluate((box, side) => box.scrollTo({ top: side === 'top' ? 0 : box.scrollHeight }), side)

/** What the page has asked of the thread. */
function questions(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (request.method() === 'GET' && pathname.endsWith('/messages')) asked.push(search)
  })
  return asked
}

function expectNoHole(texts: string[]): void {
  const seqs = texts.filter((text) => text.startsWith('Line ')).map((text) => Number(text.slice(5)))
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index))
}

test('an entry’s link opens a page around it, from which one reads on both ways to the end', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const hana = await as(cast.hana)
  const { id } = await longThread(felix)
  const page = await enter(cast.felix)
  const asked = questions(page)
  await page.goto(`/tickets/${id}#140`)
  await expect(anchored(page)).toContainText('Line 140')
  await expect(anchored(page)).toBeFocused()
  await expect(anchored(page)).toBeInViewport()
  // Neither what lies between there and the end, nor what lies before.
  expect(asked.filter((query) => query.includes('around='))).toEqual(['?around=140&limit=50'])
  await expect(line(page, 250)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Back to newest' })).toBeVisible()
  expect(await barriers(page), 'a thread opened at an entry').toEqual([])

  // What comes meanwhile waits at the end, once.
  await hana.say(id, 'Said meanwhile')
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(thread(page).getByText('Said meanwhile')).toHaveCount(0)

  await scrollTo(page, 'top')
  await expect(line(page, 100)).toHaveCount(1)
  expectNoHole(await lines(page))
  for (let tries = 0; tries < 20 && (await thread(page).getByText('Said meanwhile').count()) === 0; tries++) {
    const last = await lines(page)
    await scrollTo(page, 'bottom')
    await expect.poll(() => lines(page)).not.toEqual(last)
  }
  await expect(thread(page).getByText('Said meanwhile')).toHaveCount(1)
  expectNoHole(await lines(page))
  await hana.say(id, 'And at the end')
  await expect(thread(page).getByText('And at the end')).toHaveCount(1)
})

test('a date opens at its first entry; Back leads to where one was, and to the end', async ({ enter, as }) => {
  const author = await as(cast.tomas)
  const { id, at } = await longThread(author)
  const page = await enter(cast.tomas)
  await page.goto(`/tickets/${id}`)
  await expect(line(page, LENGTH)).toBeInViewport()
  // Vienna, as the hotel is: the day begins at 22:00 or 23:00 UTC.
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Vienna' }).format(at(120))
  await page
    .getByRole('button', { name: /Go to date$/ })
    .last()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Go to date' })
  await dialog.getByLabel('Date').fill(day)
  expect(await barriers(page), 'asking for a date').toEqual([])
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await expect(anchored(page)).toBeFocused()
  const seq = Number(new URL(page.url()).hash.slice(1))
  const dayOf = (seq: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Vienna' }).format(at(seq))
  expect([dayOf(seq), dayOf(seq - 1) < day]).toEqual([day, true])

  await page
    .getByRole('button', { name: /Go to date$/ })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'The beginning' }).click()
  await expect(page).toHaveURL(/#1$/)
  await expect(anchored(page)).toContainText('opened this')
  await page.goBack()
  await expect(anchored(page)).toContainText(`Line ${seq}`)
  await page.getByRole('button', { name: 'Back to newest' }).click()
  await expect(line(page, LENGTH)).toBeInViewport()
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}$`))
  await page.goBack()
  await expect(anchored(page)).toContainText(`Line ${seq}`)
})

test('from a search, on a tablet, and when the place does not load at once', async ({ enter, as, expectNoise }) => {
  expectNoise(/503/)
  const author = await as(cast.priya)
  const { id } = await longThread(author)
  const word = `Marder${Date.now().toString(36)}`
  await author.say(id, word)
  const page = await enter(cast.priya, TABLET)
  let isAway = true
  await page.route('**/messages?around=*', (route) =>
    isAway
      ? route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'unavailable' } } })
      : route.continue(),
  )
  await page.goto(`/tickets/${id}#17`)
  const again = page.getByRole('button', { name: 'That place did not load. Try again' })
  await expect(again).toBeVisible()
  isAway = false
  await again.tap()
  await expect(anchored(page)).toContainText('Line 17')

  await page.goto(`/history?q=${word}`)
  await page
    .getByRole('link', { name: new RegExp(word) })
    .last()
    .click()
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}#${LENGTH + 1}$`))
  await expect(anchored(page)).toContainText(word)
  await page.goBack()
  await expect(page).toHaveURL(/\/history\?q=/)
  await expect(composer(page)).toHaveCount(0)
})
