/** For whoever sees little, hears the screen, or never touches a mouse. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { board, composer, connection, openTicket, row, thread } from './screens'

/** Violations that keep somebody out, by light and in the dark. */
async function barriers(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        for (const { target, failureSummary } of nodes) found.push(`${colorScheme}, ${id}: ${target} ${failureSummary}`)
  }
  return found
}
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

for (const { where, who, options } of [
  { where: 'at the desk', who: cast.felix, options: DESK },
  { where: 'on the tablet', who: cast.hana, options: TABLET },
])
  test(`no barriers on any screen ${where}, light or dark`, async ({ arrive, as }) => {
    test.slow()
    const ticket = await (await as(cast.felix)).open({
      placeId: roomId(305),
      summary: 'Cot and extra blanket',
      departmentId: departments.housekeeping.id,
      priority: 'urgent',
      message: 'The baby sleeps from seven. See https://alder.example/cots',
    })
    const page = await arrive(options)
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    expect(await barriers(page), 'signing in').toEqual([])
    await page.getByRole('button', { name: new RegExp(who.name) }).click()
    await expect(row(page, ticket)).toBeVisible()
    expect(await barriers(page), 'board').toEqual([])
    await openTicket(page, ticket)
    await expect(thread(page).getByText('The baby sleeps')).toBeVisible()
    expect(await barriers(page), 'ticket').toEqual([])
    await page.goto('/')
    await expect(connection(page)).toHaveText('Live')
    await page.getByRole('button', { name: 'New ticket' }).first().click()
    await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
    expect(await barriers(page), 'new ticket').toEqual([])
  })

test('the whole way by keyboard: find, open, write, leave', async ({ enter, as }) => {
  const word = `Keyboard ${Date.now()}`
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(611),
    summary: word,
    departmentId: departments.housekeeping.id,
  })
  const page = await enter(cast.felix)
  const rows = board(page).getByRole('link')
  await page.keyboard.press('j')
  await expect(rows.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows.nth(0)).toBeFocused()

  const search = page.getByRole('searchbox', { name: 'Search' })
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type(word)
  await expect(rows).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Clear the search' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(row(page, ticket)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(composer(page)).toBeVisible()
  await composer(page).focus()
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')
  await expect(thread(page).getByText('by hand')).toBeVisible()
})

test('the cursor follows the ticket, not the position', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const word = `Order ${Date.now()}`
  const at = { placeId: roomId(612), departmentId: departments.housekeeping.id }
  const calm = await felix.open({ ...at, summary: word })
  const page = await enter(cast.felix)
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  await row(page, calm).focus()
  const urgent = await felix.open({ ...at, summary: word, priority: 'urgent' })
  await expect(board(page).getByRole('link').first()).toHaveAttribute('href', `/tickets/${urgent.id}`)
  await expect(row(page, calm)).toBeFocused()
})

test('single keys rest while one types', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    summary: 'Typing rest',
    departmentId: departments.housekeeping.id,
  })
  const page = await enter(cast.felix)
  await openTicket(page, ticket)
  await composer(page).click()
  await page.keyboard.type('c/jk?12')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(composer(page)).toHaveValue('c/jk?12')
})
