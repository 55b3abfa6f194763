/** A ticket's life between two people at their screens: each sees what the other does, and is told in words why not. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { cast, expect, TABLET, test } from './fixtures'
import { composer, openTicket, row, thread } from './screens'

const openOne = (api: Api, summary: string): Promise<Ticket> =>
  api.open({ placeId: roomId(506), summary, departmentId: departments.housekeeping.id })

const actions = (page: Page) => page.getByRole('toolbar', { name: 'Actions' })
const press = (page: Page, name: string) => actions(page).getByRole('button', { name, exact: true }).click()
const choose = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('from new to closed and back, each step seen by both', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'A whole life')
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(felix, ticket)
  await openTicket(hana, ticket)
  const bothSee = async (status: string, event: RegExp) => {
    await expect(row(felix, ticket)).toHaveAccessibleName(new RegExp(`, ${status}, `))
    for (const page of [felix, hana]) {
      await expect(page.getByRole('article').getByText(status, { exact: true }).first()).toBeVisible()
      await expect(thread(page).getByText(event).last()).toBeVisible()
    }
  }
  await press(hana, 'Accept')
  await bothSee('Accepted', /(Hana|You) accepted this/)
  await press(hana, 'Start')
  await bothSee('In progress', /(Hana|You) started/)
  await press(hana, 'Hold')
  await hana.getByRole('dialog').getByText('Do not disturb').click()
  await hana.getByRole('dialog').getByRole('button', { name: 'Put on hold' }).click()
  await bothSee('On hold', /(Hana|You) put this on hold: do not disturb/i)
  await press(hana, 'Resume')
  await bothSee('In progress', /(Hana|You) resumed this/)
  await press(hana, 'Done')
  await bothSee('Done', /(Hana|You) finished this/)
  await press(felix, 'Send back')
  await bothSee('Accepted', /(Felix|You) sent this back/)
  await press(hana, 'Done')
  await bothSee('Done', /(Hana|You) finished this/)
  await press(felix, 'Close')
  for (const page of [felix, hana]) await expect(thread(page).getByText(/(Felix|You) closed this/)).toBeVisible()
  await press(felix, 'Reopen')
  await bothSee('New', /(Felix|You) reopened this/)
})

test('taking over says from whom, and the one before sees it', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Changing hands')
  await (await as(cast.hana)).ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
  const hana = await enter(cast.hana, TABLET)
  const maria = await enter(cast.maria, TABLET)
  await openTicket(hana, ticket)
  await openTicket(maria, ticket)
  await choose(maria, 'Take over from Hana')
  await expect(thread(hana).getByText('Maria took this over from you')).toBeVisible()
  await expect(thread(maria).getByText('You took this over from Hana')).toBeVisible()
})

test('two accept at once: one has it, the other reads who', async ({ enter, as, expectNoise }) => {
  expectNoise(/status of 409/)
  const ticket = await openOne(await as(cast.felix), 'Two at once')
  const rosa = await as(cast.rosa)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, ticket)
  // Rosa's tap arrives while Hana's is on its way.
  await hana.route('**/acceptance', async (route) => {
    expect((await rosa.ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })).status).toBe(200)
    await route.continue()
  })
  await press(hana, 'Accept')
  await expect(hana.getByRole('alert').filter({ hasText: 'Rosa' })).toHaveText(
    /^Rosa Delgado (already has it|took this at \d\d:\d\d)\.$/,
  )
  await expect(thread(hana).getByText('Rosa accepted this')).toBeVisible()
  const { body } = await rosa.ask('GET', `/api/tickets/${ticket.id}`)
  expect(body.ticket.assigneeId).toBe(cast.rosa.id)
})

test('a change decided on an old view is refused in words, with what is true now', async ({
  enter,
  as,
  expectNoise,
}) => {
  expectNoise(/status of 409/)
  const felix = await as(cast.felix)
  const ticket = await openOne(felix, 'Too late')
  await (await as(cast.hana)).ask('PUT', `/api/tickets/${ticket.id}/acceptance`, { id: newId() })
  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, ticket)
  await hana.route('**/completion', async (route) => {
    const cancelled = await felix.ask('PUT', `/api/tickets/${ticket.id}/cancellation`, {
      id: newId(),
      reason: 'withdrawn',
    })
    expect(cancelled.status).toBe(200)
    await route.continue()
  })
  await press(hana, 'Done')
  await expect(hana.getByRole('alert').filter({ hasText: 'Felix' })).toHaveText(
    /^Felix Brandt cancelled this at \d\d:\d\d\.$/,
  )
  await expect(hana.getByRole('article').getByText('Cancelled', { exact: true }).first()).toBeVisible()
})

test('a ticket moved to another department leaves one board and comes onto the other', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Not ours after all')
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  const oksana = await enter(cast.oksana, TABLET)
  const marco = await enter(cast.marco)
  await openTicket(felix, ticket)
  await openTicket(oksana, ticket)
  await expect(row(hana, ticket)).toBeVisible()
  await expect(row(marco, ticket)).toHaveCount(0)
  await choose(felix, 'Move to another department')
  const dialog = felix.getByRole('dialog')
  await dialog.getByLabel('Department').click()
  await felix.getByRole('option', { name: 'Engineering' }).click()
  await dialog.getByLabel('Why').fill('The pipe leaks')
  await dialog.getByRole('button', { name: 'Move' }).click()
  await expect(row(marco, ticket)).toBeVisible()
  await expect(row(hana, ticket)).toHaveCount(0)
  // Whoever has it open is told, and is shown nothing of it any more.
  await expect(oksana.getByRole('heading', { name: 'This ticket is no longer yours to see.' })).toBeVisible()
  await expect(composer(oksana)).toHaveCount(0)
  expect(await oksana.content()).not.toContain('The pipe leaks')
  await expect(thread(felix).getByText('You moved this from Housekeeping to Engineering: The pipe leaks')).toBeVisible()
})

test('restricted: only opener, assignee, people added by name, and managers', async ({ enter, as }) => {
  const nora = await as(cast.nora)
  const ticket = await nora.open({
    placeId: roomId(507),
    summary: 'A staff matter',
    departmentId: departments.housekeeping.id,
    restricted: true,
    namedIds: [cast.hana.id],
  })
  const hana = await enter(cast.hana, TABLET)
  const felix = await enter(cast.felix)
  await expect(row(hana, ticket)).toHaveAccessibleName(/Restricted/)
  await expect(row(felix, ticket)).toHaveCount(0)
  const lifted = await nora.ask('DELETE', `/api/tickets/${ticket.id}/restriction`, { id: newId() })
  expect(lifted.status).toBe(200)
  await expect(row(felix, ticket)).toBeVisible()
})
