/** What somebody at a desk does before a picture is taken. In English, as their screens are. */
import { v7 } from 'uuid'
import { live, openBusiest, ticketsOf } from './find.mjs'

/** @typedef {import('@playwright/test').Page} Page */

/** The ticket on which most has been said. */
export async function openTalk(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
}

export async function beginTicket(/** @type {Page} */ page) {
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('412 towels 4 by 18:00')
}

/** While a word is under way. */
export async function writeTicket(/** @type {Page} */ page) {
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('412 tow')
  await page.getByRole('option').first().waitFor()
}

/** Half of a name is no name: it is asked what is meant. */
export async function writeDoubt(/** @type {Page} */ page) {
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('lift 1 not working')
  await page.getByText('As it is written').waitFor()
}

export async function showAlerts(/** @type {Page} */ page) {
  await page.goto('/settings/alerts')
  await page.getByRole('slider').first().waitFor()
}

export async function openPalette(/** @type {Page} */ page) {
  await openTalk(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('to')
  await page.getByRole('option').first().waitFor()
}

/** A guest who is owed a call: the work is done. */
export async function openCalls(/** @type {Page} */ page) {
  await openBusiest(page, ({ callBack, status }) => callBack === 'owed' && status === 'done')
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Call back/ })
    .click()
}

export async function moveGuest(/** @type {Page} */ page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('305')
  await page.getByRole('option', { name: /Flags and tickets/ }).click()
  await page.getByRole('button', { name: 'Move guest…' }).click()
  await page.getByRole('combobox', { name: 'To' }).fill('412')
}

export async function keepView(/** @type {Page} */ page) {
  const rail = page.getByRole('navigation', { name: 'Views' })
  await rail.getByRole('button', { name: /^Housekeeping/ }).click()
  await rail.getByRole('button', { name: /^Floor 4/ }).click()
  await page.getByRole('button', { name: 'Keep as a view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Housekeeping, floor 4')
}

export async function openKeys(/** @type {Page} */ page) {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

export async function showDuty(/** @type {Page} */ page) {
  await page.goto('/duty')
  await page.getByRole('heading', { name: 'On duty' }).waitFor()
}

/** Three, and what is asked before they are assigned. */
export async function markSome(/** @type {Page} */ page) {
  const boxes = page.getByRole('checkbox', { name: /^Mark / })
  for (const at of [0, 1, 3]) await boxes.nth(at).click()
  await page.getByRole('region', { name: 'Marked tickets' }).getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function callReplies(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
  await page.getByRole('button', { name: 'Quick replies' }).click()
  await page.getByRole('option').first().waitFor()
}

export async function wordReplies(/** @type {Page} */ page) {
  await page.goto('/settings/replies')
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .waitFor()
}

/** The thread that shows before and after: most has been said there. */
export async function openPhotos(/** @type {Page} */ page) {
  await openTalk(page)
  const photo = page.getByRole('img', { name: /^After/ })
  await photo.waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0))
}

export async function openPhoto(/** @type {Page} */ page) {
  await openPhotos(page)
  await page.getByRole('button', { name: /^Open: After/ }).click()
  await page.getByRole('dialog').getByText('2 of 2').waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0))
}

export async function showPeople(/** @type {Page} */ page) {
  await page.goto('/settings/people')
  await page
    .getByRole('button', { name: /out everywhere/ })
    .first()
    .waitFor()
  await live(page)
}

/** More is asked of a guest's wish than of a lamp. */
export async function beginForGuest(/** @type {Page} */ page) {
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('305 towels')
  await page.getByRole('button', { name: 'Field by field' }).click()
  await page.getByRole('dialog').getByLabel('Where').waitFor()
}

/** Longer than a tablet that lies. */
export async function beginComplaint(/** @type {Page} */ page) {
  await page.getByRole('button', { name: 'New ticket' }).first().click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('305 guest complaint')
  await page.getByRole('button', { name: 'Field by field' }).click()
  await page.getByRole('dialog').getByLabel('Where').waitFor()
}

/** What its item asks. */
export async function fillIn(/** @type {Page} */ page) {
  const { items } = await (await page.request.get('/api/catalogue')).json()
  const asks = items.filter(({ fields }) => fields.length > 1).map(({ id }) => id)
  await openBusiest(page, ({ catalogueItemId, status }) => asks.includes(catalogueItemId) && status !== 'done')
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('dialog').waitFor()
}

export async function showPlace(/** @type {Page} */ page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('305')
  await page.getByRole('option', { name: /Flags and tickets/ }).click()
  await page.getByRole('button', { name: 'Move guest…' }).waitFor()
}

export async function linkTicket(/** @type {Page} */ page) {
  await openTalk(page)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Link to another ticket…' }).click()
  await page.getByRole('combobox', { name: 'Other ticket' }).fill('towels')
  await page.getByRole('option').first().waitFor()
}

/** Closed, and for ten seconds not yet for good. */
export async function closeOne(/** @type {Page} */ page) {
  await openBusiest(page, ({ status }) => status === 'done')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
}

export async function wordReply(/** @type {Page} */ page) {
  await wordReplies(page)
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}

/** Before what was written goes. */
export async function leaveReply(/** @type {Page} */ page) {
  await wordReply(page)
  await page.getByRole('dialog').getByRole('textbox').first().fill('On its way in ten minutes')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).waitFor()
}

export async function findNothing(/** @type {Page} */ page) {
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing is called so')
  await page.getByText('Nothing matches.').waitFor()
}

export async function leadNowhere(/** @type {Page} */ page) {
  await page.goto('/nowhere')
  await page.getByRole('heading').first().waitFor()
}

/** Somebody changed it while the form was open. */
export async function conflict(/** @type {Page} */ page) {
  await openBusiest(page, ({ status }) => status === 'accepted')
  const [ticket] = (await ticketsOf(page)).filter(({ id }) => page.url().endsWith(id))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Summary').fill('As I see it')
  await page.request.patch(`/api/tickets/${ticket.id}`, {
    headers: { origin: new URL(page.url()).origin },
    data: { id: v7(), version: ticket.version, summary: 'As somebody else sees it' },
  })
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').getByRole('alert').first().waitFor()
}

/** The page of an address, in whatever language. */
export const visit = (/** @type {string} */ path) => async (/** @type {Page} */ page) => {
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  if (await page.locator('[data-mode]').count()) await live(page)
}
