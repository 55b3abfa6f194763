/** Takes pictures of the demo hotel: of the one at BASE_URL, or of a fresh one that is started for it. Those that the README
 *  shows go into docs/screenshots; with a folder, all screens go there, to be looked at. Names after it take only those.
 *  `node scripts/screenshots.mjs [folder [name …]]` */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { bringBrowser, findBrowser } from './bring/browser.mjs'
import { everything, shownInReadme } from './screenshots/list.mjs'
import { signIn } from './screenshots/sign-in.mjs'
import { freePort } from './services/ports.mjs'
import { ROOT } from './start/settings.mjs'

// Refuses what looks like an option: it would be a folder of that name.
const [into, ...names] = parseArgs({ allowPositionals: true }).positionals
const folder = path.resolve(into ?? path.join(ROOT, 'docs/screenshots'))
const shots = into ? everything.filter(({ name }) => names.length === 0 || names.includes(name)) : shownInReadme
/** A picture that does not come says so, and holds up no other. */
const PATIENCE_MS = 15_000

await bringBrowser(ROOT)
const { address, close } = process.env.BASE_URL
  ? { address: process.env.BASE_URL, close: async () => {} }
  : await open()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []
const browser = await chromium.launch({ executablePath: findBrowser(), args: sandbox })
try {
  mkdirSync(folder, { recursive: true })
  for (const shot of shots)
    await take(shot).catch((error) => {
      console.error(`${shot.name}: ${error.message}`)
      process.exitCode = 1
    })
} finally {
  await browser.close()
  await close()
}

/** @param {import('./screenshots/list.mjs').Shot} shot */
async function take({ name, who, options, show }) {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    reducedMotion: 'reduce',
    ...options,
  })
  try {
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    await (who ? signIn(page, who) : page.goto('/sign-in'))
    await show(page)
    await page.evaluate(() => document.fonts.ready)
    const file = path.join(folder, `${name}.png`)
    await page.screenshot({ path: file })
    console.log(path.relative(process.cwd(), file))
  } finally {
    await context.close()
  }
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
  await ready.catch(async (error) => {
    rmSync(data, { recursive: true, force: true })
    throw error
  })
  const close = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
  return { address: `http://127.0.0.1:${port}`, close }
}
