/** A shift on a tablet: landing on one's work, the next job under the thumb, and colleagues who are not here. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import type { Standing } from '@/lib/duty/schema'
import { newId } from '@/lib/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { controlled, isKept } from './kept'
import { connection, thread } from './screens'

const LANDSCAPE = { viewport: { width: 1024, height: 768 }, hasTouch: true }
/** Bytes of compressed JavaScript that a tablet may load before its page stands. */
const FIRST_LOAD = 170 * 1024

const bar = (page: Page) => page.getByRole('toolbar', { name: 'What to do with it' })
const card = (page: Page, words: string) => page.getByRole('button', { name: words, pressed: false })
const chosen = (page: Page, words: string) => page.getByRole('button', { name: words, pressed: true })

/** Whatever an earlier try left. */
async function offDuty(own: Api): Promise<void> {
  const { personId } = (await own.ask('GET', '/api/me')).body
  const { items } = (await own.ask('GET', '/api/duty')).body
  const duty = items.find((one: Standing) => one.personId === personId)?.duty
  if (duty) await own.ask('DELETE', '/api/me/duty', { id: duty.id })
}

/** Buttons and links under a thumb that are smaller than it. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, input')]
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 48 || box.height < 48))
      .map(({ text, box }) => `${text}: ${box.width}×${box.height}`),
  )

for (const [held, options, who] of [
  ['upright', TABLET, cast.hana],
  ['lying', LANDSCAPE, cast.marco],
] as const)
  test(`an attendant lands on their work, on a tablet held ${held}, and does a job with a thumb`, async ({
    arrive,
    as,
  }) => {
    test.slow()
    const summary = `Lamp ${newId().slice(-6)}`
    const felix = await as(cast.felix)
    const ticket = await felix.open({
      ...{ placeId: roomId(411), summary, departmentId: who.departmentIds[0], priority: 'urgent' },
    })
    await offDuty(await as(who))
    const page = await arrive(options)
    await page.goto('/sign-in')
    await page.getByRole('button', { name: new RegExp(who.name) }).tap()
    await expect(page).toHaveURL('/my-work')
    await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible()
    await expect(connection(page)).toHaveText('Live')

    await page.getByRole('button', { name: 'Start shift' }).tap()
    await expect(page.getByRole('button', { name: 'On duty', exact: true })).toBeVisible()

    await card(page, summary).tap()
    await expect(bar(page).locator('..')).toContainText(summary)
    await bar(page).getByRole('button', { name: 'Accept' }).tap()
    await expect(page.getByRole('region', { name: /^Yours/ })).toContainText(summary)
    await bar(page).getByRole('button', { name: 'Start' }).tap()
    await expect(chosen(page, summary)).toContainText('In progress')
    expect(await smallTargets(page)).toEqual([])
    expect(await barriers(page)).toEqual([])

    await bar(page).getByRole('button', { name: 'Hold' }).tap()
    const dialog = page.getByRole('dialog', { name: 'Put on hold' })
    await dialog.getByRole('radio', { name: 'Do not disturb' }).check()
    await dialog.getByRole('button', { name: 'Put on hold' }).tap()
    await expect(page.getByRole('region', { name: /^On hold/ })).toContainText(summary)
    await bar(page).getByRole('button', { name: 'Resume' }).tap()
    await expect(page.getByRole('region', { name: /^Yours/ })).toContainText(summary)
    await bar(page).getByRole('button', { name: 'Done' }).tap()
    await expect(page.getByRole('list').getByText(summary)).toHaveCount(0)
    // Shown at once, and with the hotel a moment later.
    await expect.poll(async () => (await felix.ask('GET', `/api/tickets/${ticket.id}`)).body.ticket.status).toBe('done')

    await page.getByRole('button', { name: 'On duty', exact: true }).tap()
    await page.getByRole('dialog', { name: 'On duty' }).getByRole('button', { name: 'End shift' }).tap()
    await expect(page.getByRole('button', { name: 'Start shift' })).toBeVisible()
  })

test('a Done by a slip of the thumb is taken back, above the bar', async ({ enter, as }) => {
  const summary = `Kettle ${newId().slice(-6)}`
  const felix = await as(cast.felix)
  const ticket = await felix.open({ placeId: roomId(513), summary, departmentId: departments.housekeeping.id })
  const page = await enter(cast.maria, TABLET)
  await page.getByRole('link', { name: 'My work' }).tap()
  await card(page, summary).tap()
  await bar(page).getByRole('button', { name: 'Accept' }).tap()
  await bar(page).getByRole('button', { name: 'Start' }).tap()
  await bar(page).getByRole('button', { name: 'Done' }).tap()
  const note = page.getByRole('status').filter({ hasText: `Done: 513 ${summary}` })
  await expect(note).toBeVisible()
  expect(await smallTargets(page)).toEqual([])
  await note.getByRole('button', { name: 'Undo' }).tap()
  await expect(page.getByRole('status').filter({ hasText: 'Taken back.' })).toBeVisible()
  await expect(page.getByRole('region', { name: /^Yours/ })).toContainText(summary)
  expect((await felix.ask('GET', `/api/tickets/${ticket.id}`)).body.ticket.status).toBe('in_progress')
})

test('what is given back says why; a ticket opened from here closes to here', async ({ enter, as }) => {
  const summary = `Minibar ${newId().slice(-6)}`
  const felix = await as(cast.felix)
  await felix.open({ placeId: roomId(512), summary, departmentId: departments.housekeeping.id })
  const page = await enter(cast.maria, TABLET)
  await page.getByRole('link', { name: 'My work' }).tap()
  await card(page, summary).tap()
  await bar(page).getByRole('button', { name: 'Accept' }).tap()
  await bar(page).getByRole('button', { name: 'Give back' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Give back' })
  await dialog.getByRole('button', { name: 'Give back' }).tap()
  await expect(dialog.getByText('Choose a reason.')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'No time for it' }).check()
  await dialog.getByRole('button', { name: 'Give back' }).tap()
  await expect(page.getByRole('region', { name: /^Nobody has these yet/ })).toContainText(summary)
  await page.getByRole('link', { name: new RegExp(`Messages.*${summary}`) }).tap()
  await expect(thread(page).getByText('You gave this back: no time for it')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the board' }).tap()
  await expect(page).toHaveURL('/my-work')
})

test('a dispatcher says who did not come: their work is anybody’s again, and who is given more is warned of', async ({
  enter,
  as,
}) => {
  test.slow()
  const summary = `Iron ${newId().slice(-6)}`
  const [felix, rosa] = [await as(cast.felix), await as(cast.rosa)]
  const ticket = await felix.open({ placeId: roomId(214), summary, departmentId: departments.housekeeping.id })
  await rosa.ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
  const tablet = await enter(cast.oksana, LANDSCAPE)
  await tablet.goto('/my-work')
  await card(tablet, summary).tap()
  await expect(chosen(tablet, summary)).toContainText('Rosa has it · not on duty')
  await expect(bar(tablet).getByRole('button', { name: 'Take over from Rosa' })).toBeVisible()

  const desk = await enter(cast.felix, DESK)
  await desk.getByRole('link', { name: 'On duty' }).click()
  await desk.getByRole('button', { name: `Off today: ${cast.rosa.name}` }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Off today' }).click()
  await expect(desk.getByText(/^Rosa is off today\. .+ went back\.$/)).toBeVisible()
  expect(await barriers(desk)).toEqual([])
  await expect(bar(tablet).getByRole('button', { name: 'Accept' })).toBeVisible()
  await expect(tablet.getByRole('region', { name: /^Nobody has these yet/ })).toContainText(summary)

  await desk.goto(`/tickets/${ticket.id}`)
  await expect(thread(desk).getByText('You took this off Rosa: off today')).toBeVisible()
  await desk.getByRole('button', { name: 'More actions' }).click()
  await desk.getByRole('menuitem', { name: 'Assign' }).click()
  await desk.getByRole('radio', { name: /^Rosa Delgado Off today/ }).check()
  await expect(desk.getByRole('dialog').getByText('Rosa is off today.')).toBeVisible()
  await desk.getByRole('dialog').getByRole('button', { name: 'Assign' }).click()
  await expect(desk.getByRole('dialog')).toBeHidden()

  await bar(tablet).getByRole('button', { name: 'Take over from Rosa' }).tap()
  await expect(tablet.getByRole('region', { name: /^Yours/ })).toContainText(summary)
  await expect(thread(desk).getByText('Oksana took this over from Rosa')).toBeVisible()
})

test('whoever looks hears who came: a shift begun on the tablet is on duty at the desk', async ({ enter }) => {
  const desk = await enter(cast.felix, DESK)
  await desk.getByRole('link', { name: 'On duty' }).click()
  const line = desk.getByRole('listitem').filter({ hasText: cast.liezel.name })
  await expect(line).toContainText('Has not begun a shift')
  const tablet = await enter(cast.liezel, TABLET)
  await tablet.goto('/my-work')
  await tablet.getByRole('button', { name: 'Start shift' }).tap()
  await expect(line).toContainText('On duty')
})

test('a tablet’s first load is small: all scripts that the page itself asks for', async ({ enter }) => {
  const page = await enter(cast.jolanta, TABLET)
  const html = await (await page.request.get('/my-work')).text()
  const sources = new Set(
    [...html.matchAll(/<script[^>]* src="([^"]+)"(?![^>]*nomodule)/gi)].map((match) => match[1] ?? ''),
  )
  let bytes = 0
  for (const source of sources) bytes += gzipSync(await (await page.request.get(source)).body()).length
  console.log(`first load of My work: ${bytes} bytes of compressed JavaScript in ${sources.size} files`)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD)
})

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' })

  test('a tablet that starts in the lift shows my work, and what is done there is done once', async ({
    enter,
    as,
    expectNoise,
  }) => {
    test.slow()
    expectNoise(/net::ERR_/, /Failed to fetch/)
    const [summary, next] = [`Fuse ${newId().slice(-6)}`, `Socket ${newId().slice(-6)}`]
    const [felix, piotr] = [await as(cast.felix), await as(cast.piotr)]
    const inEngineering = { placeId: roomId(310), departmentId: departments.engineering.id }
    const ticket = await felix.open({ ...inEngineering, summary })
    // Of all that Piotr has begun, the one that has waited longest.
    const other = await felix.open({ ...inEngineering, summary: next, dueAt: '2000-01-01T00:00:00.000Z' })
    for (const path of ['acceptance', 'work'])
      await piotr.ask('PUT', `/api/tickets/${other.id}/${path}`, { id: newId() })
    await offDuty(piotr)
    const page = await enter(cast.piotr, { ...TABLET, serviceWorkers: 'allow' })
    await page.goto('/my-work')
    await expect(card(page, summary)).toBeVisible()
    await controlled(page)
    await expect.poll(() => isKept(page, cast.piotr.id, 'board')).toBe(true)
    const shift = page.getByRole('button', { name: 'Start shift' })
    await expect(shift).toBeVisible()
    await page.context().setOffline(true)
    await page.reload()
    await expect(card(page, summary)).toBeVisible()
    // Who is on duty, nobody can say here.
    await expect(shift).toHaveCount(0)
    await card(page, summary).tap()
    await bar(page).getByRole('button', { name: 'Accept' }).tap()
    await expect(page.getByRole('region', { name: /^Yours/ })).toContainText(summary)
    await bar(page).getByRole('button', { name: 'Start' }).tap()
    await bar(page).getByRole('button', { name: 'Done' }).tap()
    await expect(page.getByText(summary)).toHaveCount(0)
    await expect(bar(page).locator('..')).toContainText(next)
    await page.context().setOffline(false)
    await expect(shift).toBeVisible()
    const codes = async () => {
      const { body } = await felix.ask('GET', `/api/tickets/${ticket.id}/messages`)
      return body.items.map((entry: { body: { code: string } }) => entry.body.code)
    }
    await expect.poll(codes).toEqual(['opened', 'accepted', 'started', 'completed'])
  })
})
