/** Takes the README's screenshots of the demo hotel into docs/screenshots: of the one at BASE_URL, or of a fresh one that is
 *  started for it. `node scripts/screenshots.mjs` */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './bring/browser.mjs'
import { freePort } from './services/ports.mjs'
import { ROOT } from './start/settings.mjs'

const FOLDER = path.join(ROOT, 'docs/screenshots')
const PASSWORD = 'welcome-to-the-alder'
const DESK = { viewport: { width: 1440, height: 900 } }
const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true }
const LANDSCAPE = { viewport: { width: 1024, height: 768 }, hasTouch: true }

/** @typedef {import('@playwright/test').Page} Page */
/** @type {{ name: string, who: string, options: object, show: (page: Page) => Promise<unknown> }[]} */
const SHOTS = [
  { name: 'front-desk', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: openTalk },
  { name: 'front-desk-dark', who: 'felix', options: { ...DESK, colorScheme: 'dark' }, show: openTalk },
  { name: 'new-ticket', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: beginTicket },
  { name: 'palette', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: openPalette },
  { name: 'palette-dark', who: 'felix', options: { ...DESK, colorScheme: 'dark' }, show: openPalette },
  { name: 'call-back', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: openCalls },
  { name: 'move-guest', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: moveGuest },
  { name: 'keep-view', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: keepView },
  { name: 'keys', who: 'felix', options: { ...DESK, colorScheme: 'dark' }, show: openKeys },
  { name: 'housekeeping', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: showBoard },
  { name: 'my-work', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: showWork },
  { name: 'my-work-dark', who: 'marco', options: { ...LANDSCAPE, colorScheme: 'dark' }, show: showWork },
  { name: 'my-work-es', who: 'rosa', options: { ...TABLET, colorScheme: 'light' }, show: showWork },
  { name: 'front-desk-de', who: 'viktor', options: { ...DESK, colorScheme: 'light' }, show: openTalk },
  { name: 'duty', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: showDuty },
  { name: 'housekeeping-ticket', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: openMine },
  { name: 'engineering-dark', who: 'marco', options: { ...TABLET, colorScheme: 'dark' }, show: openMine },
  { name: 'alerts', who: 'nora', options: { ...DESK, colorScheme: 'light' }, show: showAlerts },
  { name: 'no-network', who: 'marco', options: { ...TABLET, colorScheme: 'light' }, show: loseNetwork },
  { name: 'many', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: markSome },
  { name: 'many-dark', who: 'felix', options: { ...TABLET, colorScheme: 'dark' }, show: markByTouch },
  { name: 'quick-replies', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: callReplies },
  { name: 'quick-replies-dark', who: 'hana', options: { ...TABLET, colorScheme: 'dark' }, show: callReplies },
  { name: 'word-replies', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: wordReplies },
  { name: 'photos', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: openPhotos },
  { name: 'photos-dark', who: 'felix', options: { ...DESK, colorScheme: 'dark' }, show: openPhotos },
  { name: 'photo', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: openPhoto },
  { name: 'photo-dark', who: 'hana', options: { ...TABLET, colorScheme: 'dark' }, show: openPhoto },
  { name: 'done-with-photo', who: 'grace', options: { ...TABLET, colorScheme: 'light' }, show: askForPhoto },
  { name: 'done-with-photo-dark', who: 'grace', options: { ...LANDSCAPE, colorScheme: 'dark' }, show: askForPhoto },
  { name: 'people', who: 'ada', options: { ...DESK, colorScheme: 'light' }, show: showPeople },
]

const { address, close } = process.env.BASE_URL
  ? { address: process.env.BASE_URL, close: async () => {} }
  : await open()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath: findBrowser(), args: sandbox })
try {
  mkdirSync(FOLDER, { recursive: true })
  for (const shot of SHOTS) await take(shot)
} finally {
  await browser.close()
  await close()
}

async function take({ name, who, options, show }) {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`${who}@alder.example`)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('[data-mode="live"]:visible').waitFor()
  await show(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) })
  await context.close()
  console.log(`docs/screenshots/${name}.png`)
}

/** The ticket on which most has been said. */
async function openTalk(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
}

/** In the lift: what is done there waits. */
async function loseNetwork(/** @type {Page} */ page) {
  await openMine(page)
  await page.context().setOffline(true)
  await page.locator('[data-mode="offline"]:visible').waitFor()
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('article').getByText('waiting to send', { exact: true }).waitFor()
}

/** The same, among those that are on whoever looks. */
async function openMine(/** @type {Page} */ page) {
  const { personId } = await (await page.request.get('/api/me')).json()
  await openBusiest(page, (ticket) => ticket.assigneeId === personId)
}

async function openBusiest(/** @type {Page} */ page, isMeant) {
  const { items } = await (await page.request.get('/api/tickets?view=board&limit=200')).json()
  const tickets = items.map(({ ticket }) => ticket).filter(isMeant)
  const [busiest] = tickets.sort((a, b) => b.messageCount - a.messageCount)
  await page.goto(`/tickets/${busiest.id}`)
  await page.locator('[data-mode="live"]:visible').waitFor()
  await page.getByRole('log').waitFor()
}

async function beginTicket(/** @type {Page} */ page) {
  await page.keyboard.press('c')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('412 towels 4 by 18:00')
}

async function showAlerts(/** @type {Page} */ page) {
  await page.goto('/settings/alerts')
  await page.getByRole('slider').first().waitFor()
}

async function openPalette(/** @type {Page} */ page) {
  await openTalk(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('to')
  await page.getByRole('option').first().waitFor()
}

/** A guest who is owed a call: the work is done. */
async function openCalls(/** @type {Page} */ page) {
  await openBusiest(page, ({ callBack, status }) => callBack === 'owed' && status === 'done')
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Call back/ })
    .click()
}

async function moveGuest(/** @type {Page} */ page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('305')
  await page.getByRole('option', { name: /Flags and tickets/ }).click()
  await page.getByRole('button', { name: 'Move guest…' }).click()
  await page.getByRole('combobox', { name: 'To' }).fill('412')
}

async function keepView(/** @type {Page} */ page) {
  const rail = page.getByRole('navigation', { name: 'Views' })
  await rail.getByRole('button', { name: /^Housekeeping/ }).click()
  await rail.getByRole('button', { name: /^Floor 4/ }).click()
  await page.getByRole('button', { name: 'Keep as a view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Housekeeping, floor 4')
}

async function openKeys(/** @type {Page} */ page) {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

async function showBoard(/** @type {Page} */ page) {
  await page.goto('/')
  await page.locator('[data-mode="live"]:visible').waitFor()
}

async function showWork(/** @type {Page} */ page) {
  await page.goto('/my-work')
  await page.getByRole('toolbar').waitFor()
  await page.locator('[data-mode="live"]:visible').waitFor()
}

async function showDuty(/** @type {Page} */ page) {
  await page.goto('/duty')
  await page.getByRole('heading', { name: 'On duty' }).waitFor()
}

/** Three, and what is asked before they are assigned. */
async function markSome(/** @type {Page} */ page) {
  const boxes = page.getByRole('checkbox', { name: /^Mark / })
  for (const at of [0, 1, 3]) await boxes.nth(at).click()
  await page.getByRole('region', { name: 'Marked tickets' }).getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('dialog').waitFor()
}

async function markByTouch(/** @type {Page} */ page) {
  await page.getByRole('button', { name: 'Mark several' }).tap()
  const boxes = page.getByRole('checkbox', { name: /^Mark / })
  for (const at of [0, 1]) await boxes.nth(at).tap()
}

async function callReplies(/** @type {Page} */ page) {
  await openBusiest(page, () => true)
  await page.getByRole('button', { name: 'Quick replies' }).click()
  await page.getByRole('option').first().waitFor()
}

async function wordReplies(/** @type {Page} */ page) {
  await page.goto('/settings/replies')
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .waitFor()
}

/** The thread that shows before and after. */
async function openPhotos(/** @type {Page} */ page) {
  const { items } = await (await page.request.get('/api/tickets?view=board&limit=200&q=No%20more%20drops')).json()
  const { id } = items.map(({ ticket }) => ticket).find(({ lastMessage }) => lastMessage?.preview === 'No more drops')
  await page.goto(`/tickets/${id}`)
  const photo = page.getByRole('img', { name: /^After/ })
  await photo.waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0))
}

async function openPhoto(/** @type {Page} */ page) {
  await openPhotos(page)
  await page.getByRole('button', { name: /^Open: After/ }).click()
  await page.getByRole('dialog').getByText('2 of 2').waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0))
}

/** From My work, with what was photographed before. */
async function askForPhoto(/** @type {Page} */ page) {
  await showWork(page)
  await page
    .getByRole('button', { name: /120/, pressed: false })
    .or(page.getByRole('button', { name: /120/, pressed: true }))
    .first()
    .click()
  await page.getByRole('button', { name: 'Done with a photo' }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
}

async function showPeople(/** @type {Page} */ page) {
  await page.goto('/settings/people')
  await page
    .getByRole('button', { name: /out everywhere/ })
    .first()
    .waitFor()
}

/** `npm start` on data of its own. */
async function open() {
  const data = mkdtempSync(path.join(tmpdir(), 'bellboard-screenshots-'))
  const port = await freePort()
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/start.mjs')], {
    env: { ...process.env, BELLBOARD_DATA: data, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      if (/is ready at/.test(String(chunk))) resolve(undefined)
    })
    gone.then(() => reject(new Error('Bellboard did not start.')))
  })
  await ready
  const close = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
  return { address: `http://127.0.0.1:${port}`, close }
}
