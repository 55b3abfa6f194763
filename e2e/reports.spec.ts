/** Figures: what they say, the tickets behind each, and that whoever may see none finds nothing. */
import type { Page } from '@playwright/test'
import { items, roomId } from '@/db/cast'
import { newId } from '@/lib/ids'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'

const table = (page: Page, name: string) => page.getByRole('region', { name }).getByRole('table')
const countIn = async (page: Page, text: RegExp) => {
  const line = page.getByRole('status').filter({ hasText: text })
  await expect(line).toBeVisible()
  return Number(/\d+/.exec((await line.textContent()) ?? '')?.[0] ?? 0)
}

test('a manager reads how the house does, and opens the tickets behind a figure', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const ticket = await felix.open({ placeId: roomId(614), catalogueItemId: items.towels })
  await (await as(cast.hana)).ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
  const page = await enter(cast.nora)
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Reports' }).click()
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
  const row = table(page, 'Department').getByRole('row').filter({ hasText: 'Housekeeping' })
  await expect(row).toBeVisible()
  await expect(page.locator('.recharts-bar').first()).toBeAttached()
  expect(await barriers(page), 'the figures').toEqual([])

  const opened = row.getByRole('link', { name: /^Tickets accepted, Housekeeping/ })
  const counted = async () => Number(/: (\d+) /.exec((await opened.getAttribute('aria-label')) ?? '')?.[1])
  const before = await counted()
  expect(before).toBeGreaterThan(0)
  await opened.click()
  await expect(page.getByRole('heading', { name: 'Tickets accepted', level: 1 })).toBeVisible()
  const behind = await countIn(page, /tickets?$/)
  await expect(page.getByRole('list', { name: 'Tickets behind a figure' })).toContainText(`T-${ticket.number}`)
  expect(await barriers(page), 'the tickets behind it').toEqual([])
  await page.goto('/reports')
  // The hotel works on meanwhile: as many as before and after, or some of those that came between.
  expect(behind).toBeGreaterThanOrEqual(before)
  expect(behind).toBeLessThanOrEqual(await counted())
})

test('by shift, by hour, and what comes back; the address keeps what was asked', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  for (let times = 0; times < 2; times++)
    await felix.open({ placeId: roomId(615), catalogueItemId: items.blockedDrain })
  const page = await enter(cast.felix)
  await page.goto('/reports')
  await page.getByRole('combobox', { name: 'Grouped by' }).click()
  await page.getByRole('option', { name: 'By shift' }).click()
  await expect(table(page, 'Shift').getByRole('rowheader', { name: 'Early' })).toBeVisible()
  await page.getByRole('button', { name: 'Last 7 days' }).click()
  await expect(page).toHaveURL(/by=shift/)
  await page.reload()
  await expect(table(page, 'Shift')).toBeVisible()

  await page.getByRole('button', { name: 'When', exact: true }).click()
  const hour = table(page, 'When').getByRole('link').first()
  const before = Number(await hour.textContent())
  expect(await barriers(page), 'hours and weekdays').toEqual([])
  await hour.click()
  const behind = await countIn(page, /tickets?$/)
  await page.goBack()
  await page.reload()
  expect(behind).toBeGreaterThanOrEqual(before)
  expect(behind).toBeLessThanOrEqual(Number(await hour.textContent()))

  await page.getByRole('button', { name: 'What comes back' }).click()
  const fault = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '615' }) })
  await expect(fault.getByRole('link')).toHaveText('2')
  await fault.getByRole('link').click()
  expect(await countIn(page, /tickets$/)).toBe(2)
})

test('under a finger, and for an attendant nothing', async ({ enter, expectNoise }) => {
  expectNoise(/404/)
  const page = await enter(cast.viktor, TABLET)
  await page.goto('/reports')
  // In whatever language he reads by then.
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible()
  expect(await barriers(page), 'under a finger').toEqual([])

  const other = await enter(cast.hana)
  await expect(other.getByRole('link', { name: 'Reports' })).toHaveCount(0)
  for (const address of ['/reports', '/reports/tickets', '/settings/exports']) {
    await other.goto(address)
    await expect(other.getByText('Nothing here for you')).toBeVisible()
  }
})
