/** Several tabs of one person, over HTTP/1.1, where a browser opens six connections to a server: all live on one stream. */
import type { BrowserContext, Page, Request } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import type { Api } from './api'
import { cast, expect, test } from './fixtures'
import { composer, connection, thread } from './screens'

const TABS = 7

/** The live streams of this browser that stand now. */
function countStreams(context: BrowserContext): { open: Set<Request> } {
  const open = new Set<Request>()
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') open.add(request)
  })
  const ended = (request: Request) => void open.delete(request)
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
  return { open }
}

const openOne = (api: Api, summary: string) =>
  api.open({ placeId: roomId(503), summary, departmentId: departments.housekeeping.id })

const isLive = (page: Page) => expect(connection(page)).toHaveAttribute('data-mode', 'live')

test('seven tabs, each with a ticket of its own: all live on one stream, and on one new one when its tab is closed', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const hana = await as(cast.hana)
  const first = await enter(cast.felix)
  const context = first.context()
  const streams = countStreams(context)
  const tabs: { page: Page; id: string }[] = []
  for (let at = 0; at < TABS; at++) {
    const { id } = await openOne(felix, `Tab ${at}`)
    const page = at === 0 ? first : await context.newPage()
    await page.goto(`/tickets/${id}`)
    await composer(page).waitFor()
    tabs.push({ page, id })
  }
  const hearAll = async (word: string) => {
    for (const { id } of tabs) await hana.say(id, `${word} for ${id}`)
    for (const { page, id } of tabs) {
      await expect(thread(page).getByText(`${word} for ${id}`)).toHaveCount(1)
      await isLive(page)
    }
  }
  await hearAll('News')
  await expect.poll(() => streams.open.size, 'one stream for all').toBe(1)

  const [stream] = streams.open
  const leader = tabs.find(({ page }) => stream?.frame().page() === page)
  expect(leader, 'a tab has the stream').toBeDefined()
  await leader?.page.close()
  tabs.splice(tabs.indexOf(leader as (typeof tabs)[0]), 1)
  if (stream) streams.open.delete(stream)
  await hearAll('More news')
  await expect.poll(() => streams.open.size, 'one stream for the rest').toBe(1)
})

test('without locks a tab has its own stream while it is seen, and catches up when it is seen again', async ({
  enter,
  as,
}) => {
  const felix = await as(cast.felix)
  const hana = await as(cast.hana)
  const { id } = await openOne(felix, 'No locks')
  const page = await enter(cast.felix)
  const streams = countStreams(page.context())
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'locks')
    Object.defineProperty(document, 'hidden', { get: () => 'isHidden' in window })
  })
  await page.goto(`/tickets/${id}`)
  await isLive(page)
  await hana.say(id, 'Seen at once')
  await expect(thread(page).getByText('Seen at once')).toHaveCount(1)
  await page.evaluate(() => {
    Object.assign(window, { isHidden: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => streams.open.size).toBe(0)
  await hana.say(id, 'Seen on return')
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'isHidden')
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(thread(page).getByText('Seen on return')).toHaveCount(1)
  await isLive(page)
})
