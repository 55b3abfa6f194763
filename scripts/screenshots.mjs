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

/** @typedef {import('@playwright/test').Page} Page */
/** @type {{ name: string, who: string, options: object, show: (page: Page) => Promise<unknown> }[]} */
const SHOTS = [
  { name: 'front-desk', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: openTalk },
  { name: 'front-desk-dark', who: 'felix', options: { ...DESK, colorScheme: 'dark' }, show: openTalk },
  { name: 'new-ticket', who: 'felix', options: { ...DESK, colorScheme: 'light' }, show: beginTicket },
  { name: 'housekeeping', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: async () => {} },
  { name: 'housekeeping-ticket', who: 'hana', options: { ...TABLET, colorScheme: 'light' }, show: openMine },
  { name: 'engineering-dark', who: 'marco', options: { ...TABLET, colorScheme: 'dark' }, show: openMine },
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
  for (const word of ['412', 'towels']) {
    await page.keyboard.type(word)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.type('4')
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
