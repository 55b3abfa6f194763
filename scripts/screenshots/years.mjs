/** What a manager looks at: years, figures, files, and how long things are kept. */
import { openBusiest, ticketsOf } from './find.mjs'

/** @typedef {import('@playwright/test').Page} Page */

export async function searchYears(/** @type {Page} */ page) {
  await page.goto('/history?q=towels')
  await page.getByRole('main').getByRole('link', { name: /T-\d/ }).first().waitFor()
}

export async function showReports(/** @type {Page} */ page) {
  await page.goto('/reports')
  await page.locator('.recharts-surface').first().waitFor()
}

export async function showHours(/** @type {Page} */ page) {
  await showReports(page)
  await page.getByRole('button', { name: 'When' }).click()
  await page.getByRole('table').first().waitFor()
}

/** The story of the ticket on which most has been said, some steps back. */
export async function tellStory(/** @type {Page} */ page) {
  const [busiest] = (await ticketsOf(page)).sort((a, b) => b.messageCount - a.messageCount)
  await page.goto(`/tickets/${busiest.id}/story`)
  const slider = page.getByRole('slider', { name: 'Moment' })
  await slider.press('End')
  for (let step = 0; step < 3; step++) await slider.press('ArrowLeft')
}

export async function openEntry(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
  const { pathname } = new URL(page.url())
  await page.goto(`${pathname}#2`)
  await page.locator('[aria-current="location"]').waitFor()
}

/** A hold that stands, and the question before it is lifted. */
export async function liftHold(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
  const lift = page.getByRole('button', { name: 'Lift the hold' })
  await page.getByRole('log').waitFor()
  if (!(await lift.isVisible())) {
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Legal hold' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('The insurance asks for everything about the leak')
    await page.getByRole('button', { name: 'Put under hold' }).click()
  }
  await lift.click()
  await page.getByRole('dialog').waitFor()
}

export async function listHeld(/** @type {Page} */ page) {
  await liftHold(page)
  await page.goto('/history?has=legal_hold')
  await page.getByRole('main').getByRole('link', { name: /T-\d/ }).first().waitFor()
}

export async function showBehind(/** @type {Page} */ page) {
  await showReports(page)
  await page
    .getByRole('link', { name: /^Tickets done/ })
    .first()
    .click()
  await page.getByRole('list', { name: 'Tickets behind a figure' }).waitFor()
}

export async function removeEntry(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
  const message = page.getByRole('log').getByRole('listitem').last()
  await message.hover()
  await page
    .getByRole('log')
    .getByRole('button', { name: /^Remove/ })
    .last()
    .click()
  await page.getByRole('dialog').waitFor()
}
