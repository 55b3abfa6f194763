/** The board as a place to work: nothing moves under a pointer, views that one keeps and shares, and everything by keyboard. */
import type { Locator, Page } from '@playwright/test'
import { departments, floorId, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { board, composer, row } from './screens'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })
const palette = (page: Page) => page.getByRole('dialog', { name: 'Find or do' })

/** Three tickets that nobody else has, the board narrowed to them. */
async function threeOf(api: Api, page: Page, word: string): Promise<[Ticket, Ticket, Ticket]> {
  const open = (number: number) =>
    api.open({
      placeId: roomId(601 + number),
      summary: `${word} ${number}`,
      departmentId: departments.housekeeping.id,
      dueAt: new Date(Date.now() + (number + 30) * 60_000).toISOString(),
    })
  const tickets: [Ticket, Ticket, Ticket] = [await open(1), await open(2), await open(3)]
  await search(page).fill(word)
  await expect(board(page).getByRole('link')).toHaveCount(3)
  return tickets
}

const boxesOf = async (rows: Locator[]) => Promise.all(rows.map((one) => one.boundingBox()))

/** Everything that could move a row: one comes in above it, one leaves, one changes its section, one is written in. */
async function stir(felix: Api, nora: Api, word: string, [first, second, third]: Ticket[]): Promise<void> {
  await felix.open({
    summary: `${word} at once`,
    departmentId: departments.housekeeping.id,
    priority: 'urgent',
  })
  await felix.ask('PUT', `/api/tickets/${first?.id}/cancellation`, { id: newId(), reason: 'mistake' })
  await felix.ask('PATCH', `/api/tickets/${third?.id}`, { id: newId(), version: third?.version, priority: 'urgent' })
  await nora.say(second?.id ?? '', 'A message that is much longer than the line in which its beginning is shown')
}

for (const { where, options } of [
  { where: 'a mouse', options: undefined },
  { where: 'a finger', options: TABLET },
])
  test(`under ${where}, no row moves between press and release, and what was pressed is opened`, async ({
    enter,
    as,
  }) => {
    const felix = await as(cast.felix)
    const page = await enter(cast.felix, options)
    const word = `Still${Date.now()}`
    const [first, second, third] = await threeOf(felix, page, word)
    const watched = [row(page, second), row(page, third)]
    const before = await boxesOf(watched)
    const box = before[0]
    if (!box) throw new Error('the row is not shown')
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const touch = options && (await page.context().newCDPSession(page))
    if (touch) await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    else {
      await page.mouse.move(at.x, at.y)
      await page.mouse.down()
    }
    await stir(felix, await as(cast.nora), word, [first, second, third])
    await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
    await expect(row(page, third)).toHaveAccessibleName(/Urgent/)
    await expect(row(page, second)).toHaveAccessibleName(/unread message/)
    expect(await boxesOf(watched)).toEqual(before)
    if (touch) await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    else await page.mouse.up()
    await expect(page).toHaveURL(new RegExp(second.id))
    await expect(composer(page)).toBeVisible()
    if (!options) await expect(board(page).getByRole('link')).toHaveText([/3/, /at once/, /2/])
  })

test('a view is kept, shared, counted live for a colleague, and changed by nobody else', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const page = await enter(cast.felix)
  const rail = page.getByRole('navigation', { name: 'Views' })
  // Where no other spec opens or finishes anything.
  await rail.getByRole('button', { name: /^Floor 1/ }).click()
  await rail.getByRole('button', { name: /^Housekeeping/ }).click()
  await page.getByRole('button', { name: 'Keep as a view' }).click()
  const name = `First ${Date.now()}`
  const dialog = page.getByRole('dialog', { name: 'Keep this view' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Who sees it').click()
  await page.getByRole('option', { name: 'Housekeeping' }).click()
  expect(await barriers(page), 'keeping a view').toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  const kept = (on: Page) =>
    on.getByRole('region', { name: 'Kept views' }).getByRole('button', { name: new RegExp(`^${name}`) })
  await expect(kept(page)).toHaveAttribute('aria-current', 'true')

  const hana = await enter(cast.hana, { viewport: { width: 1440, height: 900 } })
  await kept(hana).click()
  const count = async () => Number(/\d+$/.exec((await kept(hana).textContent()) ?? '')?.[0])
  const before = await count()
  await expect(hana.getByRole('button', { name: `Change ${name}` })).toHaveCount(0)
  const ticket = await felix.open({
    placeId: roomId(111),
    summary: 'Counted',
    departmentId: departments.housekeeping.id,
    priority: 'urgent',
  })
  await felix.open({ placeId: roomId(511), summary: 'Elsewhere', departmentId: departments.housekeeping.id })
  await expect(row(hana, ticket)).toBeVisible()
  await expect.poll(count).toBe(before + 1)
  const seen = (await (await as(cast.hana)).ask('GET', '/api/views')).body.items
  expect(seen).toContainEqual(
    expect.objectContaining({ name, filter: expect.objectContaining({ floorId: floorId(1) }) }),
  )
  expect((await (await as(cast.marco)).ask('GET', '/api/views')).body.items).not.toContainEqual(
    expect.objectContaining({ name }),
  )

  await rail.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByRole('dialog', { name: 'Change the view' }).getByLabel('Name').fill(`${name} floor`)
  await page.getByRole('dialog', { name: 'Change the view' }).getByRole('button', { name: 'Save' }).click()
  await expect(kept(page)).toContainText(`${name} floor`)

  // On a tablet the rail has no room for that.
  const tablet = await enter(cast.felix, { viewport: { width: 1024, height: 768 }, hasTouch: true })
  await expect(tablet.getByRole('button', { name: 'Change the view' })).toHaveCount(0)
  await kept(tablet).tap()
  await tablet.getByRole('button', { name: 'Change the view' }).tap()
  await tablet.getByRole('dialog', { name: 'Change the view' }).getByRole('button', { name: 'Delete' }).tap()
  await expect(kept(tablet)).toHaveCount(0)
})

test('from the keyboard alone: found by number, assigned, and finished', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const page = await enter(cast.felix)
  const word = `Keys${Date.now()}`
  const [, second] = await threeOf(felix, page, word)
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type(`t-${second.number}`)
  await expect(palette(page).getByRole('option', { name: new RegExp(`T-${second.number}$`) })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  expect(await barriers(page), 'the palette').toEqual([])
  await page.keyboard.press('Enter')
  await expect(composer(page)).toBeVisible()

  await page.keyboard.press('a')
  const assign = page.getByRole('dialog', { name: 'Assign' })
  await expect(assign).toBeVisible()
  await page.keyboard.type('Hana')
  await page.keyboard.press('Enter')
  await expect(assign.getByRole('radio', { name: /Hana/ })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(assign).toHaveCount(0)
  await expect(row(page, second)).toHaveAccessibleName(/, Accepted, Hana Kovac, /)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('hold')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Put on hold' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('e')
  // The note goes by itself; the row may have to be drawn at the list's end first.
  await expect(page.getByText(`Done: 603 ${word} 2`)).toBeVisible()
  await expect(row(page, second)).toHaveAccessibleName(/, Done, /)
})

test('single-letter keys are switched off, and everything is still a key away', async ({ enter, as }) => {
  const page = await enter(cast.ines)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  const single = keys.getByRole('switch', { name: 'Single-letter keys' })
  await single.focus()
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/api/me'),
  )
  await page.keyboard.press('Space')
  expect((await kept).status()).toBe(200)
  await expect(single).not.toBeChecked()
  expect(await barriers(page), 'the keys').toEqual([])
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.locator('[data-mode="live"]:visible')).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.type('new ticket')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
  await (await as(cast.ines)).ask('PATCH', '/api/me', { singleKeys: true })
})
