/** Felix at his desk: a browser slowed down, and what he does with it. */
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { cast } from '@/db/cast'
import { apiOf } from '../../e2e/api'
import { findBrowser } from '../../scripts/bring/browser.mjs'

interface Readings {
  interactions: Record<number, number>
  painted: number[]
}

const FLAGS = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update']
/** Between two keys of somebody quick. */
const BETWEEN_MS = 120
const SETTLED_MS = 1_500

/** `slow` slows its processor down to 1/`rate`. */
export async function sitDown(
  origin: string,
  tickets: number,
): Promise<{ browser: Browser; page: Page; slow: (rate: number) => Promise<void> }> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...sandbox, ...FLAGS] })
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } })
  const { cookie } = await apiOf(origin, cast.felix)
  const [name = '', ...value] = cookie.split('=')
  await context.addCookies([{ name, value: value.join('='), url: origin, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.addInitScript({ path: path.join(import.meta.dirname, 'in-page.js') })
  await page.goto('/')
  await page.locator('[data-mode="live"]:visible').waitFor()
  // All of the board is here once its first view counts as many.
  const all = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: /^All/ })
  await page.waitForFunction(([button, least]) => Number(/\d+$/.exec(button?.textContent ?? '')?.[0]) >= (least ?? 0), [
    await all.elementHandle(),
    tickets,
  ] as const)
  const devTools = await context.newCDPSession(page)
  const slow = async (rate: number) => {
    await devTools.send('Emulation.setCPUThrottlingRate', { rate })
    await page.waitForTimeout(SETTLED_MS)
  }
  return { browser, page, slow }
}

/** What somebody does in a minute, each key and click by itself. Answers how many there were. */
export async function play(page: Page): Promise<number> {
  let count = 0
  const pause = () => page.waitForTimeout(BETWEEN_MS)
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      count++
      await pause()
    }
  }
  const board = page.getByRole('list', { name: 'Tickets, the most pressing first' })
  await press(...'jjjjjjjjjjkkkkk', 'Enter')
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  for (const at of [3, 6, 9, 5]) {
    await board.getByRole('link').nth(at).click()
    count++
    await pause()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
  }
  await press('Escape', ...'2345', '6', '1')
  await press('/', ...'towels 41', 'Escape')
  await press('Control+k', ...'412 to', 'ArrowDown', 'Escape')
  await board.hover()
  for (let turn = 0; turn < 10; turn++) {
    await page.mouse.wheel(0, 700)
    await pause()
  }
  await press(...'jjjjj')
  return count
}

export const readings = (page: Page): Promise<Readings> =>
  page.evaluate(() => (window as unknown as { boardBench: Readings }).boardBench)

/** Fails when so many messages are not painted in time. */
export const untilPainted = (page: Page, count: number) =>
  page.waitForFunction(
    (least) => (window as unknown as { boardBench: Readings }).boardBench.painted.length >= least,
    count,
    { timeout: 10_000 },
  )
