/** A new ticket in one line: few keys, few taps, no room that nobody named, and no second ticket for what is open already. */
import type { Page } from '@playwright/test'
import { departments, items, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { pressBack, row, thread } from './screens'

const line = (page: Page) => page.getByRole('combobox', { name: 'New ticket in one line' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'New ticket' })

const at = async (api: Api, room: number): Promise<Ticket[]> => {
  const { body } = await api.ask('GET', `/api/tickets?view=all&place=${roomId(room)}&limit=200`)
  return body.items.map(({ ticket }: ListedTicket) => ticket)
}

/** Presses every key by itself, and counts. */
async function keys(page: Page, pressed: readonly string[]): Promise<number> {
  for (const key of pressed) await page.keyboard.press(key)
  return pressed.length
}

test('by keyboard: fifteen keys from the board to the open ticket', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const before = (await at(felix, 517)).length
  const page = await enter(cast.felix)
  await page.keyboard.press('c')
  await expect(line(page)).toBeFocused()
  const count = 1 + (await keys(page, [...'517 tow', 'Tab', ...'4', 'Enter']))
  expect(count).toBeLessThanOrEqual(15)
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('article').getByText('Towels × 4').first()).toBeVisible()
  const [opened, ...others] = await at(felix, 517)
  expect(others).toHaveLength(before)
  expect(opened).toMatchObject({ catalogueItemId: items.towels, quantity: 4, placeId: roomId(517) })
})

test('on a tablet: two taps and the line', async ({ enter, as }) => {
  const page = await enter(cast.hana, TABLET)
  await page.getByRole('button', { name: 'New ticket' }).first().tap()
  await page.keyboard.type('518 Handtücher 3')
  await dialog(page).getByRole('button', { name: 'Open ticket' }).tap()
  await expect(dialog(page)).toHaveCount(0)
  const [opened] = await at(await as(cast.hana), 518)
  expect(opened).toMatchObject({ catalogueItemId: items.towels, quantity: 3 })
})

test('a room that is not there is said, and the right one is a key away', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const page = await enter(cast.felix)
  await page.keyboard.press('c')
  await page.keyboard.type('591 towels 2')
  await expect(page.getByRole('alert').filter({ hasText: '“591” is not a place here' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeVisible()
  await page.getByRole('option', { name: '519' }).click()
  await expect(line(page)).toHaveValue('519 towels 2 ')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  expect((await at(felix, 519))[0]).toMatchObject({ quantity: 2 })
})

test('Back closes what lies over the page first, and only then goes back', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const ticket = await felix.open({
    placeId: roomId(515),
    summary: 'Drawer sticks',
    departmentId: departments.engineering.id,
  })
  const page = await enter(cast.felix)
  await row(page, ticket).click()
  await expect(page).toHaveURL(new RegExp(ticket.id))
  await page.keyboard.press('c')
  await page.keyboard.type('515 towels')
  await expect(dialog(page)).toBeVisible()
  pressBack(page)
  await expect(dialog(page)).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(ticket.id))
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  pressBack(page)
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(ticket.id))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Move to another department' }).click()
  const move = page.getByRole('dialog', { name: 'Move to another department' })
  await move.getByRole('combobox', { name: 'Department' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  pressBack(page)
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(move).toBeVisible()
  await move.getByRole('button', { name: 'Back' }).click()
  await expect(move).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(ticket.id))
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find or do' })).toBeVisible()
  pressBack(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(ticket.id))
  await page.mouse.click(5, 5)
  await page.goBack()
  await expect(page).not.toHaveURL(new RegExp(ticket.id))
})

test('what is open there takes the line as a message instead', async ({ enter, as }) => {
  const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
  const housekeeping = { placeId: roomId(520), departmentId: departments.housekeeping.id }
  const fixed = await felix.open({ ...housekeeping, summary: 'Curtain is off its rail' })
  for (const step of ['acceptance', 'completion'])
    expect((await hana.ask('PUT', `/api/tickets/${fixed.id}/${step}`, { id: newId() })).status).toBe(200)
  expect((await felix.ask('PUT', `/api/tickets/${fixed.id}/closure`, { id: newId() })).status).toBe(200)
  const open = await felix.open({ ...housekeeping, summary: 'Towels for the baby' })
  const before = (await at(felix, 520)).length

  const page = await enter(cast.felix)
  await page.keyboard.press('c')
  await page.keyboard.type('520 two more towels')
  const here = page.getByRole('region', { name: 'At 520' })
  await expect(here.getByText('Towels for the baby')).toBeVisible()
  await expect(here.getByText('Curtain is off its rail')).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(page).toHaveURL(new RegExp(open.id))
  await expect(thread(page).getByText('two more towels')).toBeVisible()
  expect(await at(felix, 520)).toHaveLength(before)
})

for (const { where, options } of [
  { where: 'at the desk', options: DESK },
  { where: 'on the tablet', options: TABLET },
])
  test(`no barriers while one line is written, ${where}`, async ({ enter, as }) => {
    test.slow()
    await (await as(cast.felix)).open({
      placeId: roomId(516),
      summary: 'Tap drips',
      departmentId: departments.engineering.id,
    })
    const page = await enter(cast.felix, options)
    await page.getByRole('button', { name: 'New ticket' }).first().click()
    // What it is understood as stands still while a completion comes and goes.
    const understood = page.getByRole('region', { name: 'Understood as' })
    const top = async () => Math.round((await understood.boundingBox())?.y ?? 0)
    await line(page).fill('516 tow')
    await expect(page.getByRole('option')).toHaveCount(1)
    // The dialog has risen to where it stays.
    await page
      .getByRole('dialog')
      .evaluate((dialog) => Promise.all(dialog.getAnimations().map(({ finished }) => finished)))
    const withOne = await top()
    await line(page).fill('516 towels 2 ')
    await expect(page.getByRole('option')).toHaveCount(0)
    expect([withOne > 0, await top()]).toEqual([true, withOne])
    for (const text of ['516 towels 2 for the baby urgent by 18:00', '51', '591 towels', '516 taxi']) {
      await line(page).fill(text)
      expect(await barriers(page), text).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, text).toBeLessThanOrEqual(0)
    }
  })
