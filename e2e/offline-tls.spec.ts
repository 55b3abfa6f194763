/** The lift on a hotel's own name, over TLS: the worker installs there, and the app starts without a network. */
import { departments, PASSWORD, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import config from '../playwright.config'
import { cast, expect, TABLET, test } from './fixtures'
import { controlled, isKept } from './kept'
import { composer, connection, thread, write } from './screens'
import { HOST, openHotelBehindTls, type TlsFront } from './tls-front'

const launched = config.use?.launchOptions ?? {}
test.use({
  launchOptions: {
    ...launched,
    args: [...(launched.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`, '--ignore-certificate-errors'],
  },
})

let hotel: TlsFront

test.beforeAll(async () => {
  hotel = await openHotelBehindTls()
})

test.afterAll(() => hotel?.close())

test('it installs, starts without a network, and what is done meanwhile is done once', async ({
  arrive,
  expectNoise,
}) => {
  expectNoise(/net::ERR_/, /Failed to fetch/)
  const page = await arrive({ ...TABLET, baseURL: hotel.origin, serviceWorkers: 'allow' })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(cast.marco.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap()
  await expect(connection(page)).toContainText('Live')
  const id = newId()
  const wanted = { id, placeId: roomId(506), summary: 'The shower is cold', departmentId: departments.engineering.id }
  const opened = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/tickets', { method: 'POST', headers, body: JSON.stringify(body) })).status
  }, wanted)
  expect(opened).toBe(201)
  await page.goto(`/tickets/${id}`)
  await composer(page).waitFor()
  await write(page, 'Boiler is off')
  await expect(thread(page).getByText('Sent', { exact: true })).toBeVisible()
  const worker = await page.evaluate(async () => {
    const { scope, active } = await navigator.serviceWorker.ready
    return { isSecure: window.isSecureContext, scope, script: active?.scriptURL }
  })
  expect(worker).toEqual({ isSecure: true, scope: `${hotel.origin}/`, script: `${hotel.origin}/serwist/sw.js` })
  await controlled(page)
  await expect.poll(() => isKept(page, cast.marco.id, 'board')).toBe(true)
  await expect.poll(() => isKept(page, cast.marco.id, `thread.${id}`, 'Boiler is off')).toBe(true)

  const context = page.context()
  await page.close()
  hotel.cut()
  const again = await context.newPage()
  await again.goto(`/tickets/${id}`)
  await expect(connection(again)).toContainText(/as of \d\d:\d\d/)
  await expect(thread(again).getByText('Boiler is off')).toBeVisible()
  await again.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Accept' }).tap()
  await expect(again.getByRole('article').getByText('waiting to send', { exact: true })).toBeVisible()
  hotel.mend()
  await expect(connection(again)).toContainText('Live')
  const story = () =>
    again.evaluate(async (ticketId) => {
      const { items } = await (await fetch(`/api/tickets/${ticketId}/messages`)).json()
      return items.map((entry: { kind: string; body: { code?: string } }) => entry.body.code ?? entry.kind)
    }, id)
  await expect.poll(story).toEqual(['opened', 'message', 'accepted'])
})
