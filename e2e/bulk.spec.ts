/** The same for many, taking back, quick replies and whole departments, as the people who do it. */
import type { Locator, Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/ids'
import type { Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { board, composer, openTicket, row, thread, write } from './screens'

const housekeeping = departments.housekeeping.id
const engineering = departments.engineering.id

const bar = (page: Page) => page.getByRole('region', { name: 'Marked tickets' })
const box = (page: Page, { id }: Ticket) =>
  board(page)
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href="/tickets/${id}"]`) })
    .getByRole('checkbox')
/** The browser says of each refusal that it failed. */
const REFUSED = /status of 409/
const note = (page: Page, text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })
/** What can still be taken back. */
const offer = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
const now = async (api: Api, { id }: Ticket): Promise<Ticket> =>
  (await api.ask('GET', `/api/tickets/${id}`)).body.ticket

interface Box {
  x: number
  y: number
  width: number
  height: number
}
async function boxOf(place: Locator): Promise<Box> {
  await expect(place).toBeVisible()
  const box = await place.boundingBox()
  if (!box) throw new Error(`${place} has no place`)
  return box
}
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

/** Tickets that no other spec has, found by one word. */
async function openSome(api: Api, count: number, room: number): Promise<{ word: string; tickets: Ticket[] }> {
  const word = `many${Date.now()}`
  const tickets: Ticket[] = []
  for (let at = 0; at < count; at++)
    tickets.push(
      await api.open({ placeId: roomId(room + at), summary: `${word} no ${at + 1}`, departmentId: housekeeping }),
    )
  return { word, tickets }
}

test('twenty marked by keyboard are assigned; one that was finished meanwhile says why; all of it is taken back', async ({
  enter,
  as,
  expectNoise,
}) => {
  test.slow()
  expectNoise(REFUSED)
  const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
  const { word, tickets } = await openSome(felix, 20, 301)
  const [first, ...rest] = tickets as [Ticket, ...Ticket[]]
  const page = await enter(cast.felix)
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  await expect(row(page, first)).toBeVisible()
  await row(page, first).focus()
  await page.keyboard.press('x')
  for (let step = 0; step < 19; step++) await page.keyboard.press('Shift+J')
  await expect(bar(page).getByText('20 marked')).toBeVisible()
  await bar(page).getByRole('button', { name: 'Assign' }).click()

  const dialog = page.getByRole('dialog', { name: 'Assign 20 tickets' })
  await dialog.getByRole('radio', { name: /Maria Esteves/ }).check()
  for (const path of ['acceptance', 'completion'])
    expect((await hana.ask('PUT', `/api/tickets/${first.id}/${path}`, { id: newId() })).status).toBe(200)
  await dialog.getByRole('button', { name: 'Assign 20' }).click()
  await expect(dialog.getByText('19 of 20 done')).toBeVisible()
  await expect(dialog.getByText(/^Hana Kovac finished this at/)).toBeVisible()
  // Together: what was done can be taken back for ten seconds only.
  for (const one of await Promise.all(rest.map((ticket) => now(felix, ticket))))
    expect(one).toMatchObject({ assigneeId: cast.maria.id, status: 'accepted' })
  await dialog.getByRole('button', { name: 'Undo 19 changes' }).click()
  await expect(note(page, '19 changes taken back.')).toBeVisible()
  for (const one of rest) expect(await now(felix, one)).toMatchObject({ assigneeId: null, status: 'new' })
  expect(await now(felix, first)).toMatchObject({ assigneeId: cast.hana.id, status: 'done' })
  await expect(bar(page).getByText('1 marked')).toBeVisible()
})

test('a message into three threads says the count first; closing takes what is done', async ({
  enter,
  as,
  expectNoise,
}) => {
  expectNoise(REFUSED)
  const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
  const { word, tickets } = await openSome(felix, 3, 401)
  for (const { id } of tickets.slice(0, 2))
    for (const path of ['acceptance', 'completion'])
      await hana.ask('PUT', `/api/tickets/${id}/${path}`, { id: newId() })
  const page = await enter(cast.felix)
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  for (const ticket of tickets) await box(page, ticket).click()
  await bar(page).getByRole('button', { name: 'Message' }).click()
  const writing = page.getByRole('dialog', { name: 'Write into 3 tickets' })
  await writing.getByRole('textbox', { name: 'Message' }).fill('The linen lorry is here')
  await writing.getByRole('button', { name: 'Continue' }).click()
  await expect(writing.getByText('This goes into 3 threads and cannot be taken back.')).toBeVisible()
  for (const ticket of tickets) expect((await now(felix, ticket)).messageCount).toBe(0)
  await writing.getByRole('button', { name: 'Send 3 messages' }).click()
  await expect(note(page, '3 messages are sent.')).toBeVisible()
  for (const ticket of tickets)
    expect(await now(felix, ticket)).toMatchObject({
      messageCount: 1,
      lastMessage: { preview: 'The linen lorry is here' },
    })

  for (const ticket of tickets) await box(page, ticket).click()
  await bar(page).getByRole('button', { name: 'Close' }).click()
  const closing = page.getByRole('dialog', { name: 'Close 3 tickets' })
  await closing.getByRole('button', { name: 'Close 3' }).click()
  await expect(closing.getByText('2 of 3 done')).toBeVisible()
  await expect(closing.getByText('Not possible now: its status is “New”.')).toBeVisible()
  expect(await barriers(page)).toEqual([])
})

test('on a tablet: mark by touch, move, and take it back with one tap', async ({ enter, as }) => {
  const hana = await as(cast.hana)
  const { word, tickets } = await openSome(hana, 2, 501)
  const page = await enter(cast.hana, TABLET)
  await page.goto('/?view=all')
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  await page.getByRole('button', { name: 'Mark several' }).tap()
  for (const ticket of tickets) await box(page, ticket).tap()
  expect(await barriers(page)).toEqual([])
  await bar(page).getByRole('button', { name: 'Move' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Move 2 tickets to a department' })
  await dialog.getByRole('combobox', { name: 'Department' }).tap()
  await page.getByRole('option', { name: 'Engineering' }).tap()
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Both drip')
  await dialog.getByRole('button', { name: 'Move 2' }).tap()
  await expect(offer(page, '2 tickets were moved.')).toBeVisible()
  for (const one of tickets) expect((await now(hana, one)).departmentId).toBe(engineering)
  const undo = page.getByRole('button', { name: 'Undo' })
  expect((await undo.boundingBox())?.height).toBeGreaterThanOrEqual(48)
  await undo.tap()
  await expect(note(page, '2 changes taken back.')).toBeVisible()
  for (const one of tickets) expect(await now(hana, one)).toMatchObject({ departmentId: housekeeping, watcherIds: [] })
})

for (const [held, viewport] of [
  ['upright', { width: 768, height: 1024 }],
  ['on its side', { width: 1024, height: 768 }],
] as const)
  test(`on a tablet ${held}, what can be taken back stands clear of all that is read and pressed`, async ({
    enter,
    as,
  }) => {
    const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
    const summary = `Lamp ${held} ${Date.now()}`
    const ticket = await felix.open({ placeId: roomId(611), summary, departmentId: housekeeping })
    for (const path of ['acceptance', 'work'])
      await hana.ask('PUT', `/api/tickets/${ticket.id}/${path}`, { id: newId() })
    const page = await enter(cast.hana, { ...TABLET, viewport })
    await page.goto(`/tickets/${ticket.id}`)
    const thumbs = page.getByRole('toolbar', { name: 'Actions' })
    const before = await boxOf(thumbs)
    await thumbs.getByRole('button', { name: 'Done', exact: true }).tap()
    const said = await boxOf(offer(page, summary))
    const others = [page.getByRole('heading', { name: summary }), thumbs, thread(page), composer(page)]
    for (const other of others) expect(apart(said, await boxOf(other)), `${other}`).toBe(true)
    // What is under the thumb stays there.
    expect((await boxOf(thumbs)).y).toBe(before.y)
    await page.getByRole('button', { name: 'Undo' }).tap()
    await expect(note(page, 'Taken back.')).toBeVisible()
  })

test('an attendant takes their own Done back by key, and is told who acted when it is too late', async ({
  enter,
  as,
  expectNoise,
}) => {
  expectNoise(REFUSED)
  const [felix, hana] = [await as(cast.felix), await as(cast.hana)]
  const ticket = await felix.open({ placeId: roomId(610), summary: 'Iron', departmentId: housekeeping })
  const another = await felix.open({ placeId: roomId(609), summary: 'Kettle', departmentId: housekeeping })
  for (const { id } of [ticket, another])
    for (const path of ['acceptance', 'work']) await hana.ask('PUT', `/api/tickets/${id}/${path}`, { id: newId() })
  const page = await enter(cast.hana)
  await page.goto(`/tickets/${ticket.id}`)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(offer(page, 'Done: 610 Iron')).toBeVisible()
  await page.keyboard.press('z')
  await expect(note(page, 'Taken back.')).toBeVisible()
  await expect(thread(page).getByText('You took “finished” back')).toBeVisible()
  expect(await now(felix, ticket)).toMatchObject({ status: 'in_progress', doneAt: null, assigneeId: cast.hana.id })

  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(offer(page, 'Done: 610 Iron')).toBeVisible()
  expect((await felix.ask('PUT', `/api/tickets/${ticket.id}/closure`, { id: newId() })).status).toBe(200)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(note(page, /Felix Brandt closed this at/)).toBeVisible()
  expect(await now(felix, ticket)).toMatchObject({ status: 'closed' })

  // Last, for it takes longer than what was done can be taken back.
  await page.goto(`/tickets/${another.id}`)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(offer(page, 'Done: 609 Kettle')).toBeVisible()
  expect(await barriers(page)).toEqual([])
})

test('a quick reply from the list, by touch; its department’s own words, edited and read again', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const ticket = await felix.open({ placeId: roomId(609), summary: 'Slippers', departmentId: housekeeping })
  const hana = await enter(cast.hana, TABLET)
  await hana.goto(`/tickets/${ticket.id}`)
  await hana.getByRole('button', { name: 'Quick replies' }).tap()
  await hana.getByRole('option', { name: /^\/nobody/ }).tap()
  await expect(composer(hana)).toHaveValue('Nobody answers at 609. I have left it inside.')
  await hana.getByRole('button', { name: 'Send' }).tap()
  await expect(thread(hana).getByText('Nobody answers at 609.')).toBeVisible()
  const said = async () => (await felix.ask('GET', `/api/tickets/${ticket.id}/messages`)).body.items.at(-1).body.reply
  await expect.poll(said).toMatchObject({
    texts: {
      es: 'Nadie responde en la 609. Lo he dejado dentro.',
      de: 'In 609 meldet sich niemand. Ich habe es hineingelegt.',
    },
  })

  const page = await enter(cast.felix)
  await page.goto('/settings/replies')
  await page.getByRole('button', { name: 'New quick reply' }).click()
  const dialog = page.getByRole('dialog', { name: 'New quick reply' })
  const shortcut = `k${Date.now()}`
  const kept = `Kept for {guest} at desk ${shortcut}.`
  await dialog.getByRole('textbox', { name: 'Shortcut' }).fill(shortcut)
  await dialog.getByRole('textbox', { name: 'In English' }).fill(kept)
  await dialog.getByRole('textbox', { name: 'In German' }).fill('Liegt am Empfang.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Use the placeholders of the English text, each once.')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'In German' }).fill('Liegt für {guest} am Empfang.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(kept)).toBeVisible()
  expect(await barriers(page)).toEqual([])

  await page.goto(`/tickets/${ticket.id}`)
  await composer(page).pressSequentially(`/${shortcut}`)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ms Rossi')
  await page.keyboard.press('Enter')
  await expect(thread(page).getByText(kept.replace('{guest}', 'Ms Rossi'))).toBeVisible()
  await page.goto('/settings/replies')
  await page.getByRole('button', { name: `Remove /${shortcut}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText(kept)).toHaveCount(0)
})

test('@engineering lets its people in and counts for them, and says so before it is sent', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(608),
    summary: 'Hum behind the wall',
    departmentId: housekeeping,
  })
  const [felix, grace] = [await enter(cast.felix), await enter(cast.grace)]
  await openTicket(felix, ticket)
  await expect(row(grace, ticket)).toHaveCount(0)
  await composer(felix).pressSequentially('Who can look at this, @engin')
  await expect(felix.getByRole('option', { name: /^Engineering/ })).toBeVisible()
  await felix.keyboard.press('Enter')
  await expect(felix.getByText(/^(Haustechnik|Engineering) \(\d people\) will see this ticket\.$/)).toBeVisible()
  await felix.keyboard.press('Enter')
  await expect(row(grace, ticket)).toBeVisible()
  await expect(row(grace, ticket)).toHaveAccessibleName(/1 unread message/)
  await openTicket(grace, ticket)
  await write(grace, 'On my way')
  await expect(thread(felix).getByText('On my way')).toBeVisible()
})
