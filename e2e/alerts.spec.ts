/** Alerts that get through: they sound where they should, again while nobody has it, and no longer than that. In a hotel of
 *  their own, in which nobody else opens tickets. What is heard is counted where the browser is told to begin a tone. */
import type { Page } from '@playwright/test'
import { type CastMember, departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { ListedTicket } from '@/lib/tickets/schema'
import { type Api, apiOf } from './api'
import { barriers } from './barriers'
import { cast, DESK, expect, signIn, TABLET, test } from './fixtures'
import { type Hotel, openHotel } from './hotel'

let hotel: Hotel
let felix: Api
let hana: Api
let rosa: Api

test.beforeAll(async () => {
  test.setTimeout(120_000)
  hotel = await openHotel()
  felix = await apiOf(hotel.origin, cast.felix)
  hana = await apiOf(hotel.origin, cast.hana)
  rosa = await apiOf(hotel.origin, cast.rosa)
  const { status } = await hana.ask('PUT', '/api/me/duty', { id: newId() })
  expect(status).toBe(200)
})
test.afterAll(() => hotel.close())
// Whatever waits is taken by somebody who is not Hana, and what she was given she has begun.
test.beforeEach(async () => {
  const { body } = await rosa.ask('GET', '/api/tickets?view=board&limit=200')
  for (const { ticket } of body.items as ListedTicket[]) {
    if (ticket.status === 'new') await rosa.ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
    else if (ticket.assigneeId === cast.hana.id && ticket.status === 'accepted')
      await hana.ask('PUT', `/api/tickets/${ticket.id}/work`, { id: newId() })
  }
})

const openOne = (summary: string, priority: 'normal' | 'urgent' = 'urgent') =>
  felix.open({ placeId: roomId(412), summary, priority, departmentId: departments.housekeeping.id })

/** Each tone that this page began, by its wave: three times two are an urgent sound, two another. */
const LISTEN = () => {
  const tones: string[] = []
  Object.assign(window, { tones })
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function (when) {
    tones.push(this.type)
    return start.call(this, when)
  }
}
/** As browsers are in which nobody has listened to this page much: silent until somebody touches it. One that is driven by a
 *  test is not, because each of the test's questions counts as a touch. */
const KEEP_SILENT = () => {
  const Loud = window.AudioContext
  let isTouched = false
  for (const name of ['pointerup', 'keydown']) window.addEventListener(name, () => (isTouched = true), true)
  window.AudioContext = class extends Loud {
    constructor() {
      super()
      void this.suspend()
    }
    override resume() {
      return isTouched ? super.resume() : new Promise<void>(() => {})
    }
  }
}
const tonesOf = (page: Page, wave: string) =>
  page.evaluate((wave) => (window as unknown as { tones: string[] }).tones.filter((one) => one === wave).length, wave)
const urgent = async (page: Page) => (await tonesOf(page, 'triangle')) / 6
const normal = async (page: Page) => (await tonesOf(page, 'sine')) / 2

const bar = (page: Page) => page.getByRole('region', { name: 'Alerts' })
const seen = (page: Page) => bar(page).getByRole('button', { name: 'Seen' })

/** Somebody comes to a page of theirs, whose clock is ours. */
async function come(page: Page, path: string, who: CastMember = cast.hana): Promise<Page> {
  await page.clock.install()
  await page.addInitScript(LISTEN)
  const isSignedIn = (await page.context().cookies()).some(({ name }) => name.endsWith('session-token'))
  if (!isSignedIn) await signIn(page.context(), hotel.origin, who)
  await page.goto(hotel.origin + path)
  await expect(page.locator('[data-mode="live"]').first()).toBeAttached()
  return page
}

test('on the tablet of whoever is on duty: it sounds, again after 30 s, not once it is seen, and never once it is taken', async ({
  arrive,
}) => {
  const page = await come(await arrive(TABLET), '/my-work')
  // Touched, so that the browser lets it be heard.
  await page.mouse.click(5, 5)
  const ticket = await openOne('Water through the ceiling')
  await expect(bar(page).getByRole('alert')).toContainText('412 Water through the ceiling')
  await expect.poll(() => urgent(page)).toBe(1)
  // The page's clock goes on by itself meanwhile: far from the half minute, then beyond it.
  await page.clock.fastForward(8_000)
  expect(await urgent(page)).toBe(1)
  await expect(page).toHaveTitle(/^\(\d+\) /)
  await page.clock.fastForward(22_000)
  await expect.poll(() => urgent(page)).toBe(2)
  expect(await barriers(page)).toEqual([])

  await seen(page).tap()
  await expect(seen(page)).toHaveCount(0)
  for (let n = 0; n < 4; n++) await page.clock.fastForward(60_000)
  expect(await urgent(page)).toBe(2)
  await page.clock.fastForward(60_000)
  await expect.poll(() => urgent(page)).toBe(3)
  await expect(seen(page)).toBeVisible()

  await rosa.ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
  await expect(bar(page).getByRole('alert')).toBeEmpty()
  await page.clock.fastForward(60_000)
  expect(await urgent(page)).toBe(3)
})

test('what is not urgent sounds otherwise, every three minutes; many at once are one sound, in all tabs together', async ({
  arrive,
}) => {
  const first = await come(await arrive(DESK), '/')
  const second = await come(await first.context().newPage(), '/')
  // Touched, so that the browser lets whichever of them it is be heard.
  for (const page of [first, second]) await page.mouse.click(5, 5)
  const heard = async () => (await normal(first)) + (await normal(second))
  const opened = await Promise.all(['One', 'Two', 'Three'].map((name) => openOne(`${name} of three`, 'normal')))
  for (const page of [first, second]) await expect(bar(page).getByRole('status').first()).toContainText('And 2 more.')
  await expect.poll(heard).toBeGreaterThan(0)
  // The tabs of one browser have one clock.
  const wait = (ms: number) => first.clock.fastForward(ms)
  // Those that came while it sounded are told together a moment later.
  await wait(10_000)
  await wait(10_000)
  let before = -1
  await expect
    .poll(async () => {
      const now = await heard()
      const isSame = now === before
      before = now
      return isSame
    })
    .toBe(true)
  expect(before).toBeLessThanOrEqual(2)
  await wait(110_000)
  expect(await heard()).toBe(before)
  await wait(90_000)
  await expect.poll(heard).toBe(before + 1)
  expect((await urgent(first)) + (await urgent(second))).toBe(0)
  expect(opened).toHaveLength(3)
})

test('nobody else’s screen sounds; given to somebody, theirs does, until they have read it', async ({ arrive }) => {
  const marco = await come(await arrive(TABLET), '/', cast.marco)
  const away = await come(await arrive(DESK), '/', cast.jolanta)
  // Touched, so that the browser would let them be heard.
  for (const page of [marco, away]) await page.mouse.click(5, 5)
  const ticket = await openOne('For one person')
  const listed = away.locator(`a[href="/tickets/${ticket.id}"]`).first()
  await expect(listed).toBeVisible()
  expect([await urgent(away), await urgent(marco)]).toEqual([0, 0])
  await felix.ask('PUT', `/api/tickets/${ticket.id}/assignment`, { id: newId(), personId: cast.jolanta.id })
  await expect(bar(away).getByRole('alert')).toContainText('Given to you by Felix.')
  await expect.poll(() => urgent(away)).toBe(1)
  await bar(away)
    .getByRole('link', { name: /^Show 412/ })
    .click()
  await expect(away.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect(bar(away).getByRole('alert')).toBeEmpty()
  await away.clock.fastForward(60_000)
  expect([await urgent(away), await urgent(marco)]).toEqual([1, 0])
})

test('where the browser keeps sound off a bar says so, and a button turns it on', async ({ arrive }) => {
  const silent = await arrive(TABLET)
  await silent.addInitScript(KEEP_SILENT)
  const page = await come(silent, '/')
  const button = bar(page).getByRole('button', { name: 'Turn sound on' })
  await expect(button).toBeVisible()
  await openOne('Nobody heard of it')
  await expect(bar(page).getByRole('alert')).toContainText('Nobody heard of it')
  expect(await urgent(page)).toBe(0)
  expect(await barriers(page)).toEqual([])
  await button.tap()
  await expect(button).toHaveCount(0)
  await expect.poll(() => urgent(page)).toBe(1)
})

test('a manager sets how loud a department is, by keyboard', async ({ arrive }) => {
  const page = await come(await arrive(DESK), '/settings/alerts', cast.nora)
  const loudness = page.getByRole('slider', { name: 'Loudness of Housekeeping' })
  await loudness.focus()
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/loudness') && answer.ok())
  await page.keyboard.press('ArrowLeft')
  await saved
  expect(await barriers(page)).toEqual([])
  const { body } = await hana.ask('GET', '/api/departments')
  expect(body.items.find(({ id }: { id: string }) => id === departments.housekeeping.id).loudness).toBe(0.9)
  await page.getByRole('button', { name: 'Try the urgent sound' }).click()
  await expect.poll(() => urgent(page)).toBe(1)
})
