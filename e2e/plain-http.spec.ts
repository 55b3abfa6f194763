/** A hotel on a name of its own without TLS: browsers count it as insecure, and give its pages no locks, no AES and no service
 *  worker. Nothing of that may be missed while there is a network, and nothing is lost without one. */
import type { Page } from '@playwright/test'
import { departments, PASSWORD, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import config from '../playwright.config'
import { freePort } from '../scripts/services/ports.mjs'
import { cast, DESK, expect, test } from './fixtures'
import { type Front, openFront } from './front'
import { type Hotel, openHotel } from './hotel'
import { composer, connection, thread, write } from './screens'
import { HOST } from './tls-front'

const launched = config.use?.launchOptions ?? {}
test.use({
  launchOptions: { ...launched, args: [...(launched.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`] },
})

let hotel: Hotel
let front: Front

test.beforeAll(async () => {
  const port = await freePort()
  hotel = await openHotel({ front: port, origin: `http://${HOST}:${port}` })
  front = await openFront(port, () => hotel.port)
})

test.afterAll(async () => {
  await front?.close()
  await hotel?.close()
})

const isLive = (page: Page) => expect(connection(page)).toHaveAttribute('data-mode', 'live')

test('signing in, writing, a second tab, a reload and a network that goes: all as with TLS', async ({
  arrive,
  expectNoise,
}) => {
  expectNoise(/net::ERR_/, /Failed to fetch/)
  const page = await arrive({ ...DESK, baseURL: hotel.origin })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(cast.felix.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await isLive(page)
  const lacking = await page.evaluate(() => ({
    isSecure: window.isSecureContext,
    locks: 'locks' in navigator,
    worker: 'serviceWorker' in navigator,
    aes: crypto.subtle !== undefined,
  }))
  expect(lacking).toEqual({ isSecure: false, locks: false, worker: false, aes: false })
  const id = await openOne(page)

  await page.goto(`/tickets/${id}`)
  await composer(page).waitFor()
  await write(page, 'Boiler is off')
  await expect(thread(page).getByText('Sent', { exact: true })).toBeVisible()

  const other = await page.context().newPage()
  await other.goto(`/tickets/${id}`)
  await expect(thread(other).getByText('Boiler is off')).toBeVisible()
  await isLive(other)
  await write(page, 'Plumber is called')
  await expect(thread(other).getByText('Plumber is called')).toHaveCount(1)
  await write(other, 'He is here')
  await expect(thread(page).getByText('He is here')).toHaveCount(1)
  await isLive(page)

  await composer(page).fill('And begun')
  await page.reload()
  await expect(composer(page)).toHaveValue('And begun')

  front.cut()
  await expect(connection(page)).not.toHaveAttribute('data-mode', 'live')
  await write(page, 'Written in the lift')
  await expect(thread(page).getByText('Waiting to send')).toBeVisible()
  await page.close()
  front.mend()
  await expect(thread(other).getByText('Written in the lift')).toHaveCount(1)
  await expect(thread(other).getByText('Waiting to send')).toHaveCount(0)
  await isLive(other)
  expect(await story(other, id)).toEqual(['Boiler is off', 'Plumber is called', 'He is here', 'Written in the lift'])
})

/** As a page does it: nobody but its browser knows where the name leads. */
async function openOne(page: Page): Promise<string> {
  const wanted = {
    id: newId(),
    placeId: roomId(506),
    summary: 'The shower is cold',
    departmentId: departments.engineering.id,
  }
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/tickets', { method: 'POST', headers, body: JSON.stringify(body) })).status
  }, wanted)
  expect(status).toBe(201)
  return wanted.id
}

const story = (page: Page, id: string): Promise<string[]> =>
  page.evaluate(async (ticketId) => {
    const { items } = await (await fetch(`/api/tickets/${ticketId}/messages`)).json()
    return items.flatMap((entry: { kind: string; body: { text?: string } }) =>
      entry.kind === 'message' ? [entry.body.text] : [],
    )
  }, id)
