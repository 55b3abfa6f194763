/** What a manager removes is gone from every open screen at once and in all that is read later; and nothing is stripped before an
 *  admin has confirmed a dry run. */
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/ids'
import { cast, expect, test } from './fixtures'
import { openTicket, row, thread } from './screens'

const CARD = 'Her card is 4242 4242 4242 4242'

test('a manager removes a message: every open screen says so at once, and no screen ever shows it again', async ({
  enter,
  as,
}) => {
  const hana = await as(cast.hana)
  const ticket = await hana.open({
    placeId: roomId(511),
    summary: 'A rollaway bed',
    departmentId: departments.housekeeping.id,
  })
  await hana.say(ticket.id, CARD)
  const [felix, nora] = [await enter(cast.felix), await enter(cast.nora)]
  await openTicket(felix, ticket)
  await openTicket(nora, ticket)
  await expect(thread(felix).getByText(CARD)).toBeVisible()
  // What is read of it elsewhere, too.
  const [story, found] = [await felix.context().newPage(), await felix.context().newPage()]
  await story.goto(`/tickets/${ticket.id}/story`)
  await found.goto(`/history?q=${encodeURIComponent(`"${CARD}"`)}`)
  for (const page of [story, found]) await expect(page.getByText(CARD).first()).toBeVisible()

  const message = thread(nora).getByRole('listitem').filter({ hasText: CARD })
  await message.hover()
  await message.getByRole('button', { name: /^Remove the message of/ }).click()
  const dialog = nora.getByRole('dialog', { name: 'Remove this message?' })
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await expect(dialog.getByText('Say why.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A card number')
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await expect(dialog).toHaveCount(0)

  for (const page of [felix, nora]) {
    await expect(thread(page).getByText(/^Removed by .*: A card number$/)).toBeVisible()
    await expect(page.getByText(CARD)).toHaveCount(0)
    await expect(row(page, ticket)).not.toContainText('4242')
  }
  for (const page of [story, found]) await expect(page.getByText(CARD)).toHaveCount(0)
  await expect(thread(felix).getByText('Nora removed an entry')).toBeVisible()
  await felix.reload()
  await expect(thread(felix).getByText(/^Removed by .*: A card number$/)).toBeVisible()
  await expect(felix.getByText(CARD)).toHaveCount(0)
  // It is for managers.
  await expect(thread(felix).getByRole('button', { name: /^Remove/ })).toHaveCount(0)
})

test('a legal hold is seen in the ticket, keeps its words, and is lifted there', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(512),
    summary: 'A broken lamp',
    departmentId: departments.housekeeping.id,
  })
  const nora = await enter(cast.nora)
  await openTicket(nora, ticket)
  await nora.getByRole('button', { name: 'More actions' }).click()
  await nora.getByRole('menuitem', { name: 'Legal hold' }).click()
  const dialog = nora.getByRole('dialog', { name: 'Put under legal hold?' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A claim')
  await dialog.getByRole('button', { name: 'Put under hold' }).click()
  await expect(nora.getByText(/^Legal hold by you since .*: A claim$/)).toBeVisible()
  const lift = nora.getByRole('button', { name: 'Lift the hold' })
  const asking = nora.getByRole('dialog', { name: 'Lift the legal hold?' })
  await lift.click()
  await asking.getByRole('button', { name: 'Back' }).click()
  await expect(asking).toBeHidden()
  await expect(nora.getByText(/^Legal hold by you since/)).toBeVisible()
  // Whoever answers for them sees all of them.
  const privacy = await nora.context().newPage()
  await privacy.goto('/settings/privacy')
  await expect(privacy.getByText('You put a ticket under legal hold.').first()).toBeVisible()
  await privacy.getByRole('link', { name: 'Tickets under legal hold' }).click()
  await expect(privacy.getByRole('list', { name: 'Tickets found' })).toContainText(`T-${ticket.number}`)
  await privacy.close()
  await lift.click()
  await asking.getByRole('button', { name: 'Lift the hold' }).click()
  await expect(nora.getByText(/^Legal hold by you/)).toHaveCount(0)
  await expect(thread(nora).getByText('You lifted the legal hold')).toBeVisible()
  // Set by somebody else, and lifted here once more.
  const viktor = await as(cast.viktor)
  await viktor.ask('PUT', `/api/tickets/${ticket.id}/legal-hold`, { id: newId(), reason: 'Another claim' })
  await expect(nora.getByText(/^Legal hold by Viktor since .*: Another claim$/)).toBeVisible()
  await lift.click()
  await asking.getByRole('button', { name: 'Lift the hold' }).click()
  await expect(nora.getByText(/^Legal hold by Viktor/)).toHaveCount(0)
})

test('an admin erases somebody with what they wrote: nothing says any more who it was', async ({ enter, as }) => {
  const piotr = await as(cast.piotr)
  const ticket = await piotr.open({ placeId: roomId(513), summary: 'A door', departmentId: departments.engineering.id })
  await piotr.say(ticket.id, 'I was there myself')
  const page = await enter(cast.ada)
  await page.goto('/settings/privacy')
  await page.getByRole('combobox', { name: 'Person' }).click()
  await page.getByRole('option', { name: cast.piotr.name }).click()
  await page.getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog', { name: `Erase ${cast.piotr.name}?` })
  await dialog.getByRole('textbox').fill('Somebody else')
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog.getByText('That is not the name.')).toBeVisible()
  await dialog.getByRole('textbox').fill(cast.piotr.name)
  await dialog.getByText('Remove what they wrote as well').click()
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'What was done' })).toContainText(
    'You erased a person: Former colleague, with what they wrote.',
  )
  expect((await piotr.ask('GET', '/api/me')).status).toBe(401)

  const nora = await enter(cast.nora)
  await nora.goto(`/tickets/${ticket.id}`)
  await expect(async () => {
    await nora.reload()
    await expect(thread(nora).getByText('I was there myself')).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
  await expect(nora.getByText(cast.piotr.name)).toHaveCount(0)
  await expect(thread(nora).getByText('Former colleague').first()).toBeVisible()
  const manager = await as(cast.nora)
  await manager.ask('PUT', `/api/tickets/${ticket.id}/cancellation`, { id: newId(), reason: 'mistake' })
})

test('how long things are kept: set, tried, confirmed, stopped', async ({ enter, as }) => {
  const page = await enter(cast.ada)
  await page.getByRole('link', { name: 'Privacy' }).click()
  await expect(page.getByRole('heading', { name: 'How long things are kept' })).toBeVisible()
  const months = page.getByRole('textbox', { name: 'Months, Engineering' })
  await months.fill('0')
  await expect(page.getByText('A number from 1 to 240, or nothing.')).toBeVisible()
  await months.fill('240')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('No ticket would be touched.')).toBeVisible()
  await page.getByRole('button', { name: 'Do this from now on' }).click()
  await expect(page.getByText(/^Confirmed by you/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('What is removed cannot be brought back.')).toBeVisible()
  const ada = await as(cast.ada)
  const { version } = (await ada.ask('GET', '/api/settings/retention')).body
  await ada.ask('PUT', '/api/settings/retention', { version, rules: [] })
})
