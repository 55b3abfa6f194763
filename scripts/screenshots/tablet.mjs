/** What somebody with a tablet does before a picture is taken. */
import { live, openBusiest } from './find.mjs'

/** @typedef {import('@playwright/test').Page} Page */

/** In the lift: what is done there waits. */
export async function loseNetwork(/** @type {Page} */ page) {
  await openMine(page)
  await page.context().setOffline(true)
  await page.locator('[data-mode="offline"]:visible').waitFor()
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('article').getByText('waiting to send', { exact: true }).waitFor()
}

/** The same, among those that are on whoever looks. */
export async function openMine(/** @type {Page} */ page) {
  const { personId } = await (await page.request.get('/api/me')).json()
  await openBusiest(page, (ticket) => ticket.assigneeId === personId)
}

export async function showBoard(/** @type {Page} */ page) {
  await page.goto('/')
  await live(page)
}

export async function showWork(/** @type {Page} */ page) {
  await page.goto('/my-work')
  await page.getByRole('toolbar').waitFor()
  await live(page)
}

/** One's work on a tablet that has no network. */
export async function workAway(/** @type {Page} */ page) {
  await showWork(page)
  await page.context().setOffline(true)
  await page.locator('[data-mode="offline"]:visible').waitFor()
}

/** One that is about a guest and has fields of its own. */
export async function openComplaint(/** @type {Page} */ page) {
  const { items } = await (await page.request.get('/api/catalogue')).json()
  const asks = items.filter(({ fields }) => fields.length > 1).map(({ id }) => id)
  await openBusiest(page, ({ catalogueItemId, guestName }) => asks.includes(catalogueItemId) && guestName !== '')
}

export async function markByTouch(/** @type {Page} */ page) {
  await page.getByRole('button', { name: 'Mark several' }).tap()
  const boxes = page.getByRole('checkbox', { name: /^Mark / })
  for (const at of [0, 1]) await boxes.nth(at).tap()
}

/** From My work, with what was photographed before. */
export async function askForPhoto(/** @type {Page} */ page) {
  await showWork(page)
  await page
    .getByRole('button', { name: /120/, pressed: false })
    .or(page.getByRole('button', { name: /120/, pressed: true }))
    .first()
    .click()
  await page.getByRole('button', { name: 'Done with a photo' }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
}

/** In another language than theirs. */
export const inLanguage = (locale, show) => async (/** @type {Page} */ page) => {
  const headers = { origin: new URL(page.url()).origin }
  await page.request.patch('/api/me', { headers, data: { locale } })
  await page.reload()
  await live(page)
  await show(page)
}

/** The page's first menu that narrows the list. */
export async function narrow(/** @type {Page} */ page) {
  await page.goto('/')
  await live(page)
  await page.locator('button[aria-haspopup="menu"]:visible').first().tap()
  await page.getByRole('menu').waitFor()
}

/** Whatever the thumb bar offers second: a question with several answers. */
export async function askAboutJob(/** @type {Page} */ page) {
  await showWork(page)
  await page.locator('[role="toolbar"] button:has(svg.lucide-pause)').tap()
  await page.getByRole('dialog').waitFor()
}
