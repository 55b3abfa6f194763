/** The guest behind the ticket: who moves takes along what is chosen, who is owed a call stays until it is ticked, and whoever
 *  goes to a door knows what is on it. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { board, row, thread } from './screens'

const housekeeping = departments.housekeeping.id
const named = (what: string) => `${what} ${newId().slice(-6)}`
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' })
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

async function palette(page: Page, typed: string, option: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(typed)
  await page.getByRole('option', { name: option }).click()
}

test('the receptionist moves a guest: what is chosen follows, with its flags, and the rest stays', async ({
  enter,
  as,
}) => {
  test.slow()
  const felix = await as(cast.felix)
  const [goes, stays] = [named('Pillow'), named('Window')]
  const one = await felix.open({ placeId: roomId(306), summary: goes, departmentId: housekeeping })
  const other = await felix.open({ placeId: roomId(306), summary: stays, departmentId: departments.engineering.id })
  const page = await enter(cast.felix)
  const colleague = await enter(cast.ines)

  await palette(page, '306', /Flags and tickets of 306/)
  const sheet = dialog(page, '306')
  await sheet.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'VIP' }).click()
  await sheet.getByRole('button', { name: 'Set flag' }).click()
  await expect(sheet.getByRole('button', { name: 'Take off: VIP' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await expect(row(colleague, one)).toHaveAccessibleName(/VIP/)

  await sheet.getByRole('button', { name: 'Move guest…' }).click()
  const move = dialog(page, 'Move guest')
  await expect(move.getByRole('combobox', { name: 'From' })).toHaveValue('306')
  await move.getByRole('combobox', { name: 'To' }).fill('419')
  await move.getByRole('checkbox', { name: new RegExp(stays) }).uncheck()
  await expect(move.getByRole('checkbox', { name: 'VIP' })).toBeChecked()
  expect(await barriers(page)).toEqual([])
  await move.getByRole('button', { name: /^Move \d+$/ }).click()
  await expect(move).toHaveCount(0)
  await expect(row(colleague, one)).toHaveAccessibleName(/^419.*VIP/)
  await expect(row(colleague, other)).toHaveAccessibleName(/^306(?!.*VIP)/)
  await page.goto(`/tickets/${one.id}`)
  await expect(thread(page).getByText('You moved the guest from 306 to 419')).toBeVisible()
})

test('a suggested room is taken with a click, whatever stands below the list', async ({ enter }) => {
  const page = await enter(cast.felix)
  await palette(page, 'Move guest', /^Move guest$/)
  const from = dialog(page, 'Move guest').getByRole('combobox', { name: 'From' })
  await from.fill('30')
  await page.getByRole('option').nth(1).click()
  await expect(from).toHaveValue(/^30\d$/)
})

test('a guest who is owed a call stays in the desk’s view, also after all is closed, until it is ticked', async ({
  enter,
  as,
}) => {
  test.slow()
  const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
  const ticket = await felix.open({ placeId: roomId(307), summary: named('Cot'), departmentId: housekeeping })
  const page = await enter(cast.felix)
  await row(page, ticket).click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Guest…' }).click()
  const form = dialog(page, 'Guest')
  await form.getByRole('textbox', { name: 'Guest name' }).fill('Mrs Okafor')
  await form.getByRole('checkbox', { name: 'Guest is in the room' }).check()
  await form.getByRole('checkbox', { name: 'Call back when done' }).check()
  expect(await barriers(page)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)
  const about = page.getByRole('region', { name: 'About the guest and the matter' })
  await expect(about).toContainText('Mrs Okafor')

  for (const step of ['acceptance', 'completion'])
    expect((await hana.ask('PUT', `/api/tickets/${ticket.id}/${step}`, { id: newId() })).status).toBe(200)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const calls = views(page).getByRole('button', { name: /^Call back/ })
  const count = async () => Number(/\d+/.exec((await calls.textContent()) ?? '')?.[0])
  await calls.click()
  await expect(row(page, ticket)).toBeVisible()
  const before = await count()
  expect(await barriers(page)).toEqual([])
  await views(page).getByRole('button', { name: /^All/ }).click()
  await expect(board(page)).toBeVisible()
  await expect(row(page, ticket)).toHaveCount(0)
  await calls.click()
  await about
    .getByRole('group', { name: 'How did the call go?' })
    .getByRole('button', { name: 'Reached, content' })
    .click()
  await expect(row(page, ticket)).toHaveCount(0)
  await expect.poll(count).toBe(before - 1)
  await expect(thread(page).getByText('You called the guest back: content')).toBeVisible()
})

test('an attendant on a tablet sees on the card that the room is not to be disturbed, as soon as the desk says so', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const summary = named('Linen')
  await felix.open({ placeId: roomId(308), summary, departmentId: housekeeping, guestInRoom: true })
  const page = await enter(cast.maria, TABLET)
  await page.goto('/my-work')
  const card = page.getByRole('button', { name: summary, pressed: false })
  await expect(card).toContainText('Guest in room')
  await expect(card).not.toContainText('Do not disturb')
  const flag = `/api/places/${roomId(308)}/flags/${newId()}`
  const until = new Date(Date.now() + 3_600_000).toISOString()
  expect((await felix.ask('PUT', flag, { kind: 'do_not_disturb', until })).status).toBe(200)
  await expect(card).toContainText('Do not disturb')
  expect(await barriers(page)).toEqual([])
  await felix.ask('DELETE', flag)
  await expect(card).not.toContainText('Do not disturb')
})

test('what a complaint asks is filled in, and two that are the same are linked, for those alone who see both', async ({
  enter,
  as,
}) => {
  test.slow()
  const felix = await as(cast.felix)
  const { items } = (await felix.ask('GET', '/api/catalogue')).body
  const lost = items.find(({ code }: { code: string }) => code === 'lost_and_found')
  const ticket = await felix.open({ placeId: roomId(309), catalogueItemId: lost.id, fields: { where: 'Wardrobe' } })
  const other = await felix.open({ summary: named('Key'), departmentId: departments.engineering.id })
  const page = await enter(cast.felix)
  await row(page, ticket).click()
  const about = page.getByRole('region', { name: 'About the guest and the matter' })
  await about.getByRole('button', { name: 'Fill in' }).click()
  const fill = dialog(page, 'Fill in')
  await fill.getByRole('textbox', { name: /^Where/ }).fill('')
  await fill.getByRole('textbox', { name: /^Kept at/ }).fill('Safe 3')
  await fill.getByRole('button', { name: 'Save' }).click()
  await expect(fill.getByText('Fill this in.')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await fill.getByRole('textbox', { name: /^Where/ }).fill('Wardrobe')
  await fill.getByRole('button', { name: 'Save' }).click()
  await expect(about).toContainText('Safe 3')
  await expect(thread(page).getByText('You filled in Kept at: Safe 3')).toBeVisible()

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Link to another ticket…' }).click()
  const link = dialog(page, 'Link to another ticket')
  await link.getByRole('radio', { name: 'follows from' }).check()
  await link.getByRole('combobox', { name: 'Other ticket' }).fill(`T-${other.number}`)
  await expect(link.getByText(other.summary)).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await link.getByRole('button', { name: 'Link', exact: true }).click()
  await expect(about.getByRole('link', { name: new RegExp(`T-${other.number}`) })).toBeVisible()
  const hana = await enter(cast.hana)
  await hana.goto(`/tickets/${ticket.id}`)
  await expect(hana.getByRole('region', { name: 'About the guest and the matter' })).toContainText('Safe 3')
  await expect(hana.getByText(`T-${other.number}`)).toHaveCount(0)

  await about.getByRole('button', { name: `Remove the link to T-${other.number}` }).click()
  await expect(about.getByRole('link')).toHaveCount(0)
})
