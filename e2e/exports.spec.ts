/** Taking tickets out of the house as a file: what is in it, how far it is, and that it stays on record. */
import { readFileSync } from 'node:fs'
import { departments, roomId } from '@/db/cast'
import { barriers } from './barriers'
import { cast, expect, test } from './fixtures'

const unheard = () => `Luchs${Date.now().toString(36)}`

test('what a search finds is taken as a file, and stays on record', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const word = unheard()
  await felix.open({ placeId: roomId(616), summary: `=${word}`, departmentId: departments.security.id })
  const page = await enter(cast.felix)
  await page.goto(`/history?q=${word}`)
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this as a file' })
  expect(await barriers(page), 'what to take').toEqual([])
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Take the file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^tickets-\d{4}-\d\d-\d\d\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  expect(text.startsWith('\ufeffticket,')).toBe(true)
  expect(text).toContain(`"'=${word}"`)
  expect(text).toContain('opened (Europe/Vienna)')
  expect(text.trimEnd().split('\r\n')).toHaveLength(2)
  await expect(dialog.getByRole('status')).toHaveText('1 of 1 row · finished')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Exports' }).click()
  const record = page.getByRole('list', { name: 'Exports' }).getByRole('listitem').filter({ hasText: word })
  await expect(record).toContainText('Felix Brandt')
  await expect(record).toContainText('1 of 1 row · finished')
  expect(await barriers(page), 'what was taken').toEqual([])

  const nora = await enter(cast.nora)
  await nora.goto('/settings/exports')
  await expect(nora.getByRole('listitem').filter({ hasText: word })).toContainText('Felix Brandt')
  const priya = await enter(cast.priya)
  await priya.goto('/settings/exports')
  await expect(priya.getByRole('listitem').filter({ hasText: word })).toHaveCount(0)
})

test('an attendant is offered none', async ({ enter }) => {
  const page = await enter(cast.hana)
  await page.goto('/history?state=closed')
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0)
})
