/** Hana takes a tablet of the house: from the last digit of her PIN to her work under her thumb. */
import type { Browser, Page } from '@playwright/test'
import { cast, departments, PIN } from '@/db/cast'
import { enrolDevice } from '@/lib/devices/devices'
import { newId } from '@/lib/schema'
import { actorOf } from './full-house'

/** Milliseconds of each turn, on a processor slowed to 1/rate, for each of `rates`; between two turns she locks it. */
export async function takeTablet(
  browser: Browser,
  origin: string,
  rates: readonly number[],
  turns: number,
): Promise<number[][]> {
  const { code } = await enrolDevice(await actorOf('ada'), {
    id: newId(),
    name: 'A measured tablet',
    kind: 'tablet',
    departmentId: departments.housekeeping.id,
    lockMinutes: 30,
    isHere: false,
  })
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
  })
  const page = await context.newPage()
  await page.goto('/enrol')
  await page.getByLabel('Code').fill(code ?? '')
  await page.getByRole('button', { name: 'Enrol' }).tap()
  const devTools = await context.newCDPSession(page)
  const all: number[][] = []
  for (const rate of rates) {
    await devTools.send('Emulation.setCPUThrottlingRate', { rate })
    all.push(await take(page, turns))
  }
  await context.close()
  return all
}

async function take(page: Page, turns: number): Promise<number[]> {
  const taken: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    await page.getByRole('button', { name: cast.hana.name, exact: true }).tap()
    for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).tap()
    const since = performance.now()
    await page.getByRole('button', { name: 'Enter' }).tap()
    await page.getByRole('toolbar', { name: 'What to do with it' }).waitFor()
    taken.push(performance.now() - since)
    await page.locator('[data-mode="live"]:visible').waitFor()
    await page.getByRole('button', { name: 'Lock' }).first().tap()
  }
  return taken
}
