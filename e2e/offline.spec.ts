/** The lift: a quarter of an hour without a network, a tab that is killed in it, and exactly one effect of everything. By touch,
 *  with the installed app's worker. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import type { Api } from './api'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { controlled, isKept } from './kept'
import { board, composer, connection, openTicket, row, thread, write } from './screens'

test.use({ serviceWorkers: 'allow' })

const LANDSCAPE = { viewport: { width: 1024, height: 768 }, hasTouch: true, serviceWorkers: 'allow' } as const
const PORTRAIT = { ...TABLET, serviceWorkers: 'allow' } as const

// What is refused on return is a 409 to the browser.
test.beforeEach(({ expectNoise }) => expectNoise(/net::ERR_/, /Failed to fetch/, /409 \(Conflict\)/))

const openOne = (felix: Api, summary: string) =>
  felix.open({ placeId: roomId(504), summary, departmentId: departments.engineering.id })

/** The tab's process dies: nothing in it runs any more. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

/** The worker has the build and the empty page, and the device has the desk. */
async function prepared(page: Page): Promise<void> {
  await controlled(page)
  await expect.poll(() => kept(page, 'board')).toBe(true)
}

const kept = (page: Page, key: string) => isKept(page, cast.marco.id, key)

/** What the journal says of a ticket, in order: codes of changes, words of messages. */
async function story(api: Api, ticketId: string): Promise<string[]> {
  const { body } = await api.ask('GET', `/api/tickets/${ticketId}/messages`)
  return (body.items ?? []).map((entry: { kind: string; body: { code?: string; text?: string } }) =>
    entry.kind === 'message' ? `“${entry.body.text}”` : entry.body.code,
  )
}

const press = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name, exact: true }).tap()

async function hold(page: Page, reason: string): Promise<void> {
  await press(page, 'Hold')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(reason).tap()
  await dialog.getByRole('button', { name: 'Put on hold' }).tap()
  await expect(dialog).toHaveCount(0)
}

const status = (page: Page, word: string) =>
  expect(page.getByRole('article').locator('header').getByText(word, { exact: true })).toBeVisible()

async function toBoard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to the board' }).tap()
  await expect(board(page)).toBeVisible()
}

async function toTicket(page: Page, ticket: Pick<Ticket, 'id'>): Promise<void> {
  if (!(await board(page).isVisible())) await toBoard(page)
  await row(page, ticket).tap()
  await composer(page).waitFor()
}

for (const [name, tablet] of [
  ['1024×768', LANDSCAPE],
  ['768×1024', PORTRAIT],
] as const)
  test(`twenty actions without a network, and the tab killed: one effect each, in order (${name})`, async ({
    enter,
    as,
  }) => {
    const [felix, ali] = [await as(cast.felix), await as(cast.ali)]
    const tap = await openOne(felix, 'The tap drips')
    const lamp = await openOne(felix, 'The lamp flickers')
    const door = await openOne(felix, 'The door sticks')
    const lift = await openOne(felix, 'The lift hums')
    const marco = await enter(cast.marco, tablet)
    for (const ticket of [tap, lamp, door, lift]) {
      await toTicket(marco, ticket)
      await expect.poll(() => kept(marco, `thread.${ticket.id}`)).toBe(true)
    }
    await press(marco, 'Accept')
    await expect.poll(() => story(felix, lift.id)).toEqual(['opened', 'accepted'])
    await prepared(marco)
    const context = marco.context()
    await context.setOffline(true)
    await expect(connection(marco)).toContainText('No network, as of')

    await press(marco, 'Start')
    await press(marco, 'Done')
    await status(marco, 'Done')
    await expect(marco.getByRole('article').getByText('waiting to send', { exact: true })).toBeVisible()
    await toTicket(marco, tap)
    await press(marco, 'Accept')
    await write(marco, 'On my way')
    await press(marco, 'Start')
    await write(marco, 'New washer')
    await press(marco, 'Done')
    await status(marco, 'Done')
    await toTicket(marco, lamp)
    await press(marco, 'Accept')
    await hold(marco, 'No access')
    await press(marco, 'Resume')
    await write(marco, 'They let me in')
    await press(marco, 'Done')
    await status(marco, 'Done')
    await toTicket(marco, door)
    await press(marco, 'Accept')
    await press(marco, 'Start')
    await write(marco, 'Planed')
    await press(marco, 'Done')
    await status(marco, 'Done')
    if (!(await board(marco).isVisible())) await toBoard(marco)
    await marco.getByRole('button', { name: 'New ticket' }).filter({ visible: true }).first().tap()
    await marco.keyboard.type('505 lamp')
    const dialog = marco.getByRole('dialog', { name: 'New ticket' })
    await dialog.getByRole('button', { name: 'Open ticket' }).tap()
    await expect(dialog).toHaveCount(0)
    await expect(marco.getByText('No number yet')).toBeVisible()
    const openedId = new URL(marco.url()).pathname.split('/').at(-1) ?? ''
    await write(marco, 'Took a bulb along')
    await press(marco, 'Accept')
    await press(marco, 'Done')
    await status(marco, 'Done')
    await kill(marco)

    // Meanwhile, where there is a network.
    const taken = await ali.ask('PUT', `/api/tickets/${lift.id}/acceptance`, { id: newId(), from: cast.marco.id })
    expect(taken.status).toBe(200)
    expect((await ali.ask('PUT', `/api/tickets/${lift.id}/completion`, { id: newId() })).status).toBe(200)

    const again = await context.newPage()
    await again.goto(`/tickets/${tap.id}`)
    await expect(connection(again)).toContainText(/as of \d\d:\d\d/)
    await expect(again.getByText('20 waiting to send').filter({ visible: true }).first()).toBeVisible()
    await status(again, 'Done')
    await expect(thread(again).getByText('On my way')).toBeVisible()

    await context.setOffline(false)
    const expected: [string, string[]][] = [
      [tap.id, ['opened', 'accepted', '“On my way”', 'started', '“New washer”', 'completed']],
      [lamp.id, ['opened', 'accepted', 'held', 'resumed', '“They let me in”', 'completed']],
      [door.id, ['opened', 'accepted', 'started', '“Planed”', 'completed']],
      [openedId, ['opened', '“Took a bulb along”', 'accepted', 'completed']],
    ]
    for (const [id, entries] of expected) await expect.poll(() => story(felix, id)).toEqual(entries)
    expect(await story(felix, lift.id)).toEqual(['opened', 'accepted', 'taken_over', 'completed'])

    // What Ali did first is told in words, with what was not done because of it, until it is read.
    if (!(await board(again).isVisible())) await toBoard(again)
    const told = again.getByRole('list', { name: 'What could not be done' })
    await expect(told).toContainText(/Ali Demir finished this at \d\d:\d\d\./)
    await expect(told).toContainText('Not done: Start and Done')
    await again.reload()
    await expect(told).toBeVisible()
    expect(await barriers(again)).toEqual([])
    await told.getByRole('button', { name: 'Understood' }).tap()
    await expect(told).toHaveCount(0)
    await expect(again.getByText('waiting to send')).toHaveCount(0)
    expect(await story(felix, lift.id)).toEqual(['opened', 'accepted', 'taken_over', 'completed'])
  })

test('started without a network: the board and its threads as of then, and live again without a reload', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const ticket = await openOne(felix, 'The window rattles')
  await felix.say(ticket.id, 'Guest asks for a quiet night')
  const marco = await enter(cast.marco, PORTRAIT)
  await openTicket(marco, ticket)
  await expect.poll(() => kept(marco, `thread.${ticket.id}`)).toBe(true)
  await prepared(marco)
  const context = marco.context()
  await context.setOffline(true)
  await kill(marco)

  const again = await context.newPage()
  await again.goto('/')
  await expect(connection(again)).toContainText(/as of \d\d:\d\d/)
  await openTicket(again, ticket)
  await expect(thread(again).getByText('Guest asks for a quiet night')).toBeVisible()
  await again.reload()
  await expect(thread(again).getByText('Guest asks for a quiet night')).toBeVisible()

  await felix.say(ticket.id, 'They sleep')
  await context.setOffline(false)
  await expect(connection(again)).toContainText('Live')
  await expect(thread(again).getByText('They sleep')).toBeVisible()
})

test('one’s own job is read without a network, though nobody has opened it on that device', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const ticket = await openOne(felix, 'The radiator knocks')
  const assigned = { id: newId(), personId: cast.marco.id }
  expect((await felix.ask('PUT', `/api/tickets/${ticket.id}/assignment`, assigned)).status).toBe(200)
  await felix.say(ticket.id, 'Only when it is cold')
  const marco = await enter(cast.marco, PORTRAIT)
  await marco.goto('/my-work')
  await expect.poll(() => isKept(marco, cast.marco.id, `thread.${ticket.id}`, 'Only when it is cold')).toBe(true)
  await prepared(marco)
  await marco.context().setOffline(true)
  await marco.goto(`/tickets/${ticket.id}`)
  await expect(thread(marco).getByText('Only when it is cold')).toBeVisible()
})

test('that a room is not to be disturbed stands on the card after a restart without a network', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const ticket = await openOne(felix, 'The blind is stuck')
  const flag = `/api/places/${roomId(504)}/flags/${newId()}`
  const until = new Date(Date.now() + 3_600_000).toISOString()
  expect((await felix.ask('PUT', flag, { kind: 'do_not_disturb', until })).status).toBe(200)
  const marco = await enter(cast.marco, PORTRAIT)
  await marco.goto('/my-work')
  const card = marco.getByRole('button', { name: ticket.summary, pressed: false })
  await expect(card).toContainText('Do not disturb')
  await prepared(marco)
  await expect.poll(() => isKept(marco, cast.marco.id, 'flags', roomId(504))).toBe(true)
  await expect.poll(() => isKept(marco, cast.marco.id, 'board', ticket.id)).toBe(true)
  await marco.context().setOffline(true)
  await marco.reload()
  await expect(card).toContainText('Do not disturb')
  // Taken off meanwhile, it goes as soon as there is a network.
  expect((await felix.ask('DELETE', flag)).status).toBe(200)
  await marco.context().setOffline(false)
  await expect(card).not.toContainText('Do not disturb')
})

test('who signs out leaves nothing to read on the device', async ({ enter, as, expectNoise }) => {
  // What the page was just asking for is refused from then on.
  expectNoise(/status of 401/)
  const felix = await as(cast.felix)
  const ticket = await openOne(felix, 'Nobody else’s business')
  const marco = await enter(cast.marco, PORTRAIT)
  await openTicket(marco, ticket)
  await expect.poll(() => kept(marco, `thread.${ticket.id}`)).toBe(true)
  await prepared(marco)
  await toBoard(marco)
  await marco
    .getByRole('button', { name: /Marco Bellini/ })
    .first()
    .tap()
  await marco.getByRole('menuitem', { name: 'Sign out' }).tap()
  await marco.waitForURL('**/sign-in')
  for (const key of ['board', 'directory', `thread.${ticket.id}`]) expect(await kept(marco, key)).toBe(false)
  await marco.context().setOffline(true)
  await marco.goto(`/tickets/${ticket.id}`)
  await expect(marco.getByRole('heading', { name: 'No network' })).toBeVisible()
})

test('the worker keeps the build and one page of nobody’s, and never an answer of the API', async ({ enter }) => {
  const marco = await enter(cast.marco, PORTRAIT)
  await prepared(marco)
  const { urls, shell } = await marco.evaluate(async () => {
    const urls: string[] = []
    let shell = ''
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url)
        urls.push(pathname)
        if (pathname === '/offline') shell = (await (await cache.match(request))?.text()) ?? ''
      }
    }
    return { urls, shell }
  })
  expect(urls.filter((url) => !/^\/(_next\/static\/|icons\/)/.test(url))).toEqual(['/offline'])
  expect(shell).toContain('<html')
  for (const secret of ['Marco', 'Bellini', cast.marco.id]) expect(shell).not.toContain(secret)
})

test('a page that came past the worker is under it all the same', async ({ enter }) => {
  const marco = await enter(cast.marco, PORTRAIT)
  await prepared(marco)
  const devTools = await marco.context().newCDPSession(marco)
  // As for a page that was on its way while the worker was being installed.
  await Promise.all([marco.waitForEvent('load'), devTools.send('Page.reload', { ignoreCache: true })])
  await controlled(marco)
})
