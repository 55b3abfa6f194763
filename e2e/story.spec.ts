/** A ticket's story: everything that happened, by kind; as it was known at a moment; on paper and as a file. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'

const timeline = (page: Page) => page.getByRole('region', { name: 'What happened' })
const replay = (page: Page) => page.getByRole('region', { name: 'What did we know?' })
/** What stands beside a word of the panel. */
const fact = (page: Page, word: string) =>
  replay(page)
    .locator('dt', { hasText: new RegExp(`^${word}$`) })
    .locator('xpath=following-sibling::dd[1]')

test('from the ticket’s menu: what happened, by kind, and what was known at each moment', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const hana = await as(cast.hana)
  const asked = { placeId: roomId(509), summary: 'Window does not close', departmentId: departments.housekeeping.id }
  const { id, number } = await felix.open(asked)
  await felix.say(id, 'The guest is cold')
  await hana.ask('PUT', `/api/tickets/${id}/read`, { seq: 2 })
  await felix.ask('PUT', `/api/tickets/${id}/department`, {
    id: newId(),
    departmentId: departments.engineering.id,
    reason: 'The hinge is broken',
  })
  const marco = await as(cast.marco)
  await marco.ask('PUT', `/api/tickets/${id}/acceptance`, { id: newId() })

  const page = await enter(cast.felix)
  await page.goto(`/tickets/${id}`)
  // Opening it is reading it, and part of the story.
  await expect
    .poll(async () => (await felix.ask('GET', `/api/tickets/${id}/story`)).body.reads)
    .toContainEqual(expect.objectContaining({ personId: cast.felix.id, seq: 4 }))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'The ticket’s story' }).click()
  await expect(page).toHaveURL(`/tickets/${id}/story`)
  await expect(page.getByRole('heading', { name: `The story of T-${number}` })).toBeVisible()
  const items = timeline(page).getByRole('listitem')
  await expect(items).toHaveCount(6)
  await expect(items.nth(2)).toContainText('Hana Kovac read everything')
  expect(await barriers(page), 'a story').toEqual([])

  await page.getByRole('button', { name: /^Views/ }).click()
  await expect(items).toHaveCount(2)
  await page.getByRole('button', { name: 'Everything' }).click()

  await expect(fact(page, 'Assignee')).toHaveText('Marco Bellini')
  const slider = page.getByRole('slider', { name: 'Moment' })
  await slider.press('Home')
  await expect(fact(page, 'Department')).toHaveText('Housekeeping')
  await expect(fact(page, 'Assignee')).toHaveText('Nobody')
  await expect(items).toHaveCount(1)
  await expect(page.getByText('5 later things are not shown.')).toBeVisible()
  await slider.press('ArrowRight')
  await expect(items).toHaveCount(2)
  await slider.press('ArrowRight')
  await expect(replay(page).getByRole('listitem').filter({ hasText: 'Hana Kovac' })).toContainText('everything')
  await slider.press('ArrowRight')
  await expect(fact(page, 'Department')).toHaveText('Engineering')
  await expect(fact(page, 'Assignee')).toHaveText('Nobody')
  await expect(slider).toHaveAttribute('aria-valuetext', /^At \w{3}, .*\d{4}.*\d\d:\d\d:\d\d$/)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(fact(page, 'Assignee')).toHaveText('Marco Bellini')

  // A story is no view of the board, and each view leads there.
  const views = page.getByRole('navigation', { name: 'Views' })
  await expect(views.locator('[aria-current]')).toHaveCount(0)
  await views.getByRole('button', { name: /^Late/ }).click()
  await expect(page).toHaveURL('/')
  await expect(views.getByRole('button', { name: /^Late/ })).toHaveAttribute('aria-current', 'true')
})

test('on paper it is all there, black on white, and nothing else; and as a file', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const { id, number } = await felix.open({
    placeId: roomId(508),
    summary: 'Curtain rail',
    departmentId: departments.engineering.id,
  })
  for (let line = 1; line <= 60; line++) await felix.say(id, `Line ${line}`)
  const page = await enter(cast.felix)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/tickets/${id}/story`)
  await page.getByRole('button', { name: /^Messages/ }).click()
  await page.getByRole('slider', { name: 'Moment' }).press('Home')

  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByText(/^The Alder · Printed .* by Felix/)).toBeVisible()
  await expect(timeline(page).getByRole('listitem')).toHaveCount(61)
  await expect(page.getByText('Line 60', { exact: true })).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(replay(page)).toHaveCount(0)
  const look = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body)
    return { color, backgroundColor, isWhole: document.documentElement.scrollHeight > innerHeight }
  })
  expect(look).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)', isWhole: true })

  await page.emulateMedia({ media: 'screen', colorScheme: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  const loading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save as PDF' }).click()
  expect((await loading).suggestedFilename()).toBe(`T-${number}.pdf`)
})

test('on a tablet, and not for who may not see the ticket', async ({ enter, as, expectNoise }) => {
  expectNoise(/404/)
  const felix = await as(cast.felix)
  const { id } = await felix.open({
    placeId: roomId(507),
    summary: 'Fan rattles',
    departmentId: departments.engineering.id,
  })
  const page = await enter(cast.felix, TABLET)
  await page.goto(`/tickets/${id}/story`)
  await expect(timeline(page).getByRole('listitem')).toHaveCount(1)
  expect(await barriers(page), 'a story on a tablet').toEqual([])
  const other = await enter(cast.hana)
  await other.goto(`/tickets/${id}/story`)
  await expect(other.getByRole('heading', { name: 'Nothing here for you' })).toBeVisible()
})
