/** Photos: from the camera into the thread with one tap, past a network that breaks off and a tab that is killed, once; and
 *  before beside after when the work is done. */
import sharp from 'sharp'
import { departments, roomId } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { newId } from '@/lib/schema'
import { apiOf } from './api'
import { barriers } from './barriers'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { hotelBehindFront } from './front'
import { openTicket, pressBack, thread, write } from './screens'

test.describe.configure({ mode: 'serial' })

const LANDSCAPE = { viewport: { width: 1024, height: 768 }, hasTouch: true }

const house = hotelBehindFront()
/** As a phone takes it: on its side, with where it was taken; and full of noise, so that it has several pieces. */
let taken: { name: string; mimeType: string; buffer: Buffer }

test.beforeAll(async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 80 }
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  taken = { name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer }
})

const openOne = async (summary: string, more = {}) => {
  const api = await apiOf(house.hotel.origin, cast.felix)
  return api.open({ placeId: roomId(503), summary, departmentId: departments.housekeeping.id, ...more })
}

type Page = Awaited<ReturnType<Parameters<Parameters<typeof test>[2]>[0]['enter']>>

async function takePhoto(page: Page, button = 'Take a photo') {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).last().tap()
  await (await asked).setFiles(taken)
}

const photosFrom = (page: Page, name: string) =>
  thread(page).getByRole('img', { name: new RegExp(`photo from ${name}`, 'i') })

/** It is drawn, and not only there. */
const isDrawn = (page: Page, name: string) =>
  expect
    .poll(() =>
      photosFrom(page, name)
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth),
    )
    .toBe(true)

test('one tap on the tablet, and the desk sees it upright, small at first and then over the whole screen', async ({
  enter,
}) => {
  const ticket = await openOne('Shower leaks')
  const hana = await enter(cast.hana, { ...TABLET, baseURL: house.hotel.origin })
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  await openTicket(hana, ticket)
  await openTicket(felix, ticket)
  await takePhoto(hana)
  await isDrawn(hana, 'you')
  await isDrawn(felix, 'Hana')
  for (const page of [hana, felix]) expect(await barriers(page), 'a photo in the thread').toEqual([])
  await felix.getByRole('button', { name: /^Open: Photo from Hana/ }).focus()
  await felix.keyboard.press('Enter')
  const dialog = felix.getByRole('dialog', { name: /^Photo from Hana/ })
  await expect(dialog.getByText('1 of 1')).toBeVisible()
  await expect
    .poll(() =>
      dialog.getByRole('img').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
    )
    .toEqual([1200, 1600])
  expect(await barriers(felix), 'over the whole screen').toEqual([])
  pressBack(felix)
  await expect(dialog).toBeHidden()
  await expect(felix).toHaveURL(new RegExp(ticket.id))
  await expect(felix.getByRole('button', { name: /^Open: Photo from Hana/ })).toBeFocused()
})

test('the network breaks off in the middle and the tab is killed: on return it goes on, in order, once', async ({
  enter,
  expectNoise,
}) => {
  expectNoise(/net::ERR_/, /Failed to fetch/)
  const ticket = await openOne('Window does not close')
  const hana = await enter(cast.hana, { ...LANDSCAPE, baseURL: house.hotel.origin })
  await openTicket(hana, ticket)
  // The first piece arrives; before the second the network is gone.
  let pieces = 0
  await hana.route(/\/attachments\/[^/]+\?offset=/, async (route) => {
    pieces += 1
    if (pieces > 1) house.front.cut()
    await route.continue().catch(() => {})
  })
  await write(hana, 'Before the photo')
  await takePhoto(hana)
  await expect.poll(() => pieces).toBeGreaterThan(1)
  await write(hana, 'After the photo')
  await expect(thread(hana).getByText('Waiting to send')).toHaveCount(2)
  const context = hana.context()
  await hana.close()
  house.front.mend()

  const again = await context.newPage()
  const offsets: string[] = []
  again.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(new URL(request.url()).searchParams.get('offset') ?? '')
  })
  await again.goto(`/tickets/${ticket.id}`)
  const api = await apiOf(house.hotel.origin, cast.felix)
  const said = async () => {
    const { body } = await api.ask('GET', `/api/tickets/${ticket.id}/messages`)
    const entries: Entry[] = body.items
    return entries.flatMap((entry) =>
      entry.kind === 'message' ? [[entry.body.text, entry.body.photos?.length ?? 0]] : [],
    )
  }
  await expect.poll(said).toEqual([
    ['Before the photo', 0],
    ['', 1],
    ['After the photo', 0],
  ])
  expect(offsets).not.toContain('0')
  await isDrawn(again, 'you')
  await expect(thread(again).getByText(/Waiting to send|Sending the photo/)).toHaveCount(0)
})

test('done with a photo: before and after stand side by side', async ({ enter }) => {
  const ticket = await openOne('Lamp is broken')
  const hana = await enter(cast.hana, { ...TABLET, baseURL: house.hotel.origin })
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  await openTicket(felix, ticket)
  await openTicket(hana, ticket)
  await takePhoto(hana)
  await isDrawn(felix, 'Hana')
  await hana.getByRole('button', { name: 'Accept' }).tap()
  await hana.getByRole('button', { name: 'More actions' }).tap()
  await hana.getByRole('menuitem', { name: 'Done with a photo' }).tap()
  const form = hana.getByRole('dialog', { name: 'Done with a photo' })
  await form.getByRole('radio', { name: /^Photo from you/ }).check()
  await takePhoto(hana)
  expect(await barriers(hana), 'what is asked').toEqual([])
  await form.getByRole('button', { name: 'Done', exact: true }).tap()
  await expect(form).toBeHidden()
  for (const [page, name] of [
    [hana, 'you'],
    [felix, 'Hana'],
  ] as const)
    await expect(
      thread(page).getByRole('img', { name: new RegExp(`^(Before|After): photo from ${name}`) }),
    ).toHaveCount(2)
  await expect(felix.getByText(/Hana finished this/)).toBeVisible()
})

test('from My work: one that is broken is looked at, done, and photographed, and the next job comes', async ({
  enter,
}) => {
  const ticket = await openOne('Tap drips')
  // Of all that Hana has begun, the one that has waited longest.
  const next = await openOne('Bulb flickers', { dueAt: '2000-01-01T00:00:00.000Z' })
  const [own, felix] = [await apiOf(house.hotel.origin, cast.hana), await apiOf(house.hotel.origin, cast.felix)]
  for (const { id } of [ticket, next])
    for (const path of ['acceptance', 'work']) await own.ask('PUT', `/api/tickets/${id}/${path}`, { id: newId() })
  const hana = await enter(cast.hana, { ...TABLET, baseURL: house.hotel.origin })
  await hana.goto('/my-work')
  await hana.getByRole('button', { name: 'Tap drips' }).tap()
  await hana.getByRole('button', { name: 'Done with a photo' }).tap()
  const form = hana.getByRole('dialog', { name: 'Done with a photo' })
  await expect(form.getByRole('button', { name: 'Take a photo' })).toBeFocused()
  await form.getByRole('button', { name: 'Done', exact: true }).tap()
  await expect(form.getByText('Take the photo first.')).toBeVisible()
  await takePhoto(hana)
  await expect(form.getByRole('img', { name: 'After' })).toBeVisible()
  expect(await barriers(hana), 'what is asked').toEqual([])
  await form.getByRole('button', { name: 'Done', exact: true }).tap()
  await expect(form).toBeHidden()
  await expect(hana.getByRole('button', { name: 'Tap drips' })).toHaveCount(0)
  await expect(hana.getByRole('toolbar', { name: 'What to do with it' }).locator('..')).toContainText('Bulb flickers')
  const told = async () => {
    const { body } = await felix.ask('GET', `/api/tickets/${ticket.id}/messages`)
    return (body.items as Entry[]).slice(-2).map((entry) => {
      if (entry.kind === 'message') return entry.body.photos?.map(({ phase }) => phase)
      return entry.kind === 'event' && entry.body.code
    })
  }
  await expect.poll(told).toEqual(['completed', ['after']])
})
