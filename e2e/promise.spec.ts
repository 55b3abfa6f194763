/** The main promise, with people at their screens: a request goes round the house live, and only to those it is for. */

import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { cast, expect, TABLET, test } from './fixtures'
import { readLive } from './live-stream'
import { row, thread, write } from './screens'

test('towels for 412: asked for, accepted and talked about, live, and nobody else learns of it', async ({
  enter,
  as,
  expectNoise,
}) => {
  const [felix, hana, marco] = [await enter(cast.felix), await enter(cast.hana, TABLET), await enter(cast.marco)]
  await Promise.all([felix, hana].map((page) => page.evaluate(() => Object.assign(window, { isUntouched: true }))))
  const marcosApi = await as(cast.marco)
  const overheard = await readLive(marcosApi)
  // A manager hears it all: what reaches her shows that the ears are open.
  const heard = await readLive(await as(cast.nora))

  const ticket = await openByKeyboard(felix, '412', 'towels', 4)
  expect(ticket).toMatchObject({ placeId: roomId(412), quantity: 4, departmentId: departments.housekeeping.id })
  const pried = await readLive(marcosApi, [`${ticket.id}:0`])

  await expect(row(hana, ticket)).toBeVisible()
  await expect(row(hana, ticket)).toHaveAccessibleName(/^412, Towels × 4, New, Housekeeping, \d+ min left$/)
  await row(hana, ticket).tap()
  await hana.getByRole('button', { name: 'Accept' }).tap()
  await expect(row(felix, ticket)).toHaveAccessibleName(/Accepted, Hana Kovac/)
  await write(hana, 'On my way, five minutes')

  await expect(thread(felix).getByText('Hana accepted this')).toBeVisible()
  await expect(thread(felix).getByText('On my way, five minutes')).toBeVisible()
  await write(felix, 'The guest says thank you')
  await expect(thread(hana).getByText('The guest says thank you')).toBeVisible()
  for (const page of [felix, hana]) expect(await page.evaluate(() => 'isUntouched' in window)).toBe(true)

  await test.step('not in his list', async () => {
    await expect(row(marco, ticket)).toHaveCount(0)
    const { body } = await marcosApi.ask('GET', '/api/tickets?view=all&limit=200')
    expect(body.items.map((item: { ticket: Ticket }) => item.ticket.id)).not.toContain(ticket.id)
    const found = await marcosApi.ask('GET', `/api/tickets?view=all&q=T-${ticket.number}`)
    expect(found.body.items).toEqual([])
  })

  await test.step('not by its address', async () => {
    expectNoise(/status of 404/)
    const answer = await marco.goto(`/tickets/${ticket.id}`)
    expect(answer?.status()).toBe(404)
    await expect(marco.getByRole('heading', { name: 'Nothing here for you' })).toBeVisible()
    expect(await marco.content()).not.toContain('five minutes')
  })

  await test.step('not by any route of it', async () => {
    for (const [method, path, body] of routesOf(ticket)) {
      const answer = await marcosApi.ask(method, path, body)
      expect([answer.status, answer.body.error.code], `${method} ${path}`).toEqual([404, 'not_found'])
      expect(JSON.stringify(answer.body)).not.toContain('Towels')
    }
    // The same calls are well formed: to who may see it, none of them is unknown.
    expect((await (await as(cast.felix)).ask('GET', `/api/tickets/${ticket.id}`)).status).toBe(200)
  })

  await test.step('not in his live stream', async () => {
    const his = await openInEngineering(await as(cast.felix))
    for (const stream of [overheard, pried, heard]) await expect.poll(() => stream.text()).toContain(his.id)
    expect(heard.text()).toContain(ticket.id)
    expect(heard.text()).toContain('five minutes')
    for (const stream of [overheard, pried]) {
      // That he asked for it by name is answered as for a ticket that does not exist.
      const spoken = stream.events.filter(({ event }) => event !== 'reset' && event !== 'gone')
      expect(JSON.stringify(spoken)).not.toContain(ticket.id)
      for (const secret of ['five minutes', 'thank you']) expect(stream.text()).not.toContain(secret)
    }
    expect(overheard.text()).not.toContain(ticket.id)
    for (const stream of [overheard, pried, heard]) stream.close()
  })
})

/** Without touching the mouse. Answers the ticket as the server made it. */
async function openByKeyboard(page: Page, place: string, what: string, quantity: number): Promise<Ticket> {
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
  await page.keyboard.type(`${place} ${what} ${quantity}`)
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/tickets'),
  )
  await page.keyboard.press('Enter')
  const answer = await answered
  expect(answer.status()).toBe(201)
  return (await answer.json()).ticket
}

const openInEngineering = (api: Api): Promise<Ticket> =>
  api.open({ placeId: roomId(412), summary: 'The lamp hums', departmentId: departments.engineering.id })

function routesOf({ id, version }: Ticket): [string, string, unknown?][] {
  const written = () => ({ id: newId() })
  const at = `/api/tickets/${id}`
  const me = cast.marco.id
  return [
    ['GET', at],
    ['PATCH', at, { ...written(), version, summary: 'mine' }],
    ['PUT', `${at}/acceptance`, written()],
    ['PUT', `${at}/acceptance`, { ...written(), from: cast.hana.id }],
    ['DELETE', `${at}/acceptance`, written()],
    ['PUT', `${at}/work`, written()],
    ['PUT', `${at}/hold`, { ...written(), reason: 'part' }],
    ['DELETE', `${at}/hold`, written()],
    ['PUT', `${at}/completion`, written()],
    ['DELETE', `${at}/completion`, written()],
    ['PUT', `${at}/closure`, written()],
    ['DELETE', `${at}/closure`, written()],
    ['PUT', `${at}/cancellation`, { ...written(), reason: 'mistake' }],
    ['PUT', `${at}/restriction`, written()],
    ['DELETE', `${at}/restriction`, written()],
    ['PUT', `${at}/assignment`, { ...written(), personId: me }],
    ['DELETE', `${at}/assignment`, written()],
    ['PUT', `${at}/department`, { ...written(), departmentId: departments.engineering.id, reason: 'mine' }],
    ['PUT', `${at}/watchers/${me}`, written()],
    ['DELETE', `${at}/watchers/${me}`, written()],
    ['GET', `${at}/messages`],
    ['GET', `${at}/messages?after=0&wait=1`],
    ['POST', `${at}/messages`, { ...written(), body: 'me too' }],
    ['PUT', `${at}/read`, { seq: 1 }],
    ['POST', `${at}/typing`, {}],
  ]
}
