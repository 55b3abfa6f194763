/** Finding what is over: from the board, from the palette, and on the page itself, by mouse, keyboard and finger. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { composer } from './screens'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search all tickets and messages' })
const found = (page: Page) => page.getByRole('list', { name: 'Tickets found' }).locator('article')

/** A word that nobody else says. */
const unheard = () => `Wiesel${Date.now().toString(36)}`

test('from the board: what is closed is found, with what was said in it', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const hana = await as(cast.hana)
  const word = unheard()
  const ticket = await felix.open({
    placeId: roomId(611),
    summary: 'Curtain',
    departmentId: departments.housekeeping.id,
  })
  await hana.say(ticket.id, `Der Vorhang klemmt, ${word}schlüssel fehlt`)
  await felix.ask('PUT', `/api/tickets/${ticket.id}/cancellation`, { id: newId(), reason: 'withdrawn' })
  const page = await enter(cast.felix)
  await page.getByRole('searchbox', { name: 'Search' }).fill(`${word}schluessel`)
  await page.getByRole('link', { name: 'Search older and closed tickets too' }).click()
  await expect(box(page)).toHaveValue(`${word}schluessel`)
  await expect(found(page)).toHaveCount(1)
  await expect(found(page)).toContainText('Cancelled')
  await expect(found(page).locator('mark')).toHaveText(`${word}schlüssel`)
  expect(await barriers(page), 'what was found').toEqual([])

  await box(page).press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticket.id}$`))
  await expect(composer(page)).toBeVisible()
  await page.goBack()
  await expect(found(page)).toHaveCount(1)
})

test('from the palette, narrowed by what is typed, and empty for whoever may not see it', async ({ enter, as }) => {
  const nora = await as(cast.nora)
  const word = unheard()
  const ticket = await nora.open({ summary: word, departmentId: departments.engineering.id })
  await nora.say(ticket.id, `${word} drips`)
  const page = await enter(cast.nora)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(`${word} dri`)
  await page.getByRole('option', { name: `Search everything for “${word} dri”` }).click()
  await expect(found(page)).toHaveCount(1)

  await box(page).press('End')
  await box(page).pressSequentially(' from:nor')
  await expect(page.getByRole('option', { name: 'Nora Whitfield' })).toBeVisible()
  await box(page).press('Enter')
  await expect(page.getByRole('button', { name: /^Written by: Nora Whitfield/ })).toBeVisible()
  await expect(found(page)).toHaveCount(1)
  await box(page).pressSequentially('has:photo ')
  await expect(page.getByText('Nothing you may see says that.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).first().click()
  await expect(found(page)).toHaveCount(1)

  const other = await enter(cast.jolanta)
  await other.goto(`/history?q=${word}`)
  await expect(other.getByText('Nothing you may see says that.')).toBeVisible()
  await expect(other.getByText('No tickets')).toBeVisible()
})

test('under a finger, and when the server does not answer', async ({ enter, as, expectNoise }) => {
  expectNoise(/503/)
  const felix = await as(cast.felix)
  const word = unheard()
  await felix.open({ placeId: roomId(612), summary: word, departmentId: departments.housekeeping.id })
  const page = await enter(cast.felix, TABLET)
  let isAway = true
  await page.route('**/api/history?*', (route) =>
    isAway
      ? route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'unavailable' } } })
      : route.continue(),
  )
  await page.goto(`/history?q=${word}`)
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect(retry).toBeVisible()
  isAway = false
  await retry.tap()
  await expect(found(page)).toHaveCount(1)
  expect(await barriers(page), 'under a finger').toEqual([])
})

test('the address says what is looked for: from the palette over it, and back again', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const [one, other] = [unheard(), `${unheard()}b`]
  for (const word of [one, other])
    await felix.open({ placeId: roomId(612), summary: word, departmentId: departments.housekeeping.id })
  const page = await enter(cast.felix)
  await page.goto(`/history?q=${one}`)
  await expect(found(page)).toContainText([one])
  await page.keyboard.press('Control+k')
  await page.keyboard.type(other)
  await page
    .getByRole('option', { name: /Search/ })
    .first()
    .click()
  await expect(box(page)).toHaveValue(other)
  await expect(found(page)).toContainText([other])
  await page.goBack()
  await expect(box(page)).toHaveValue(one)
  await expect(found(page)).toContainText([one])
  // What is typed fast stays what was typed.
  await box(page).fill('')
  await box(page).pressSequentially(other, { delay: 5 })
  await expect(found(page)).toContainText([other])
  await expect(box(page)).toHaveValue(other)
})
