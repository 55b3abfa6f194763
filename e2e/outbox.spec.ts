/** What was written while the network was away outlives its page, and arrives once, in order. */
import { departments, roomId } from '@/db/cast'
import { apiOf } from './api'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { hotelBehindFront } from './front'
import { composer, openTicket, thread, write } from './screens'

test.describe.configure({ mode: 'serial' })

const WORDS = ['The lift is stuck', 'Two guests are inside', 'They are well']

const house = hotelBehindFront()

test.beforeEach(({ expectNoise }) => expectNoise(/net::ERR_/, /Failed to fetch/))

const openOne = async (summary: string) => {
  const api = await apiOf(house.hotel.origin, cast.felix)
  return api.open({ placeId: roomId(503), summary, departmentId: departments.housekeeping.id })
}

const said = (words: string[]) => new RegExp(`^(${words.join('|')})$`)

test('three messages written without a network, and the page closed: all arrive once, in order', async ({ enter }) => {
  const ticket = await openOne('The page is closed')
  const hana = await enter(cast.hana, { ...TABLET, baseURL: house.hotel.origin })
  const felix = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  await openTicket(hana, ticket)
  await openTicket(felix, ticket)

  house.front.cut()
  for (const text of WORDS) await write(felix, text)
  await expect(thread(felix).getByText('Waiting to send')).toHaveCount(WORDS.length)
  await composer(felix).fill('And begun')
  const context = felix.context()
  await felix.close()
  house.front.mend()

  const again = await context.newPage()
  const answers: { id: string; seq: number }[] = []
  again.on('response', async (answer) => {
    if (answer.request().method() !== 'POST' || !answer.url().endsWith('/messages')) return
    answers.push((await answer.json()).entry)
  })
  await again.goto(`/tickets/${ticket.id}`)
  for (const page of [again, hana])
    await expect.poll(() => thread(page).getByText(said(WORDS)).allTextContents()).toEqual(WORDS)
  await expect(composer(again)).toHaveValue('And begun')
  await expect(thread(again).getByText('Waiting to send')).toHaveCount(0)
  await expect.poll(() => answers.map(({ seq }) => seq)).toEqual([2, 3, 4])
})

test('the tab that wrote is closed: another tab of the person shows what waits, and sends it', async ({ enter }) => {
  const ticket = await openOne('The tab is closed')
  const writing = await enter(cast.felix, { ...DESK, baseURL: house.hotel.origin })
  const other = await writing.context().newPage()
  for (const page of [writing, other]) {
    await page.goto(`/tickets/${ticket.id}`)
    await composer(page).waitFor()
  }
  house.front.cut()
  for (const text of WORDS) await write(writing, text)
  await expect(thread(other).getByText('Waiting to send')).toHaveCount(WORDS.length)
  await writing.close()
  house.front.mend()
  await expect(thread(other).getByText('Waiting to send')).toHaveCount(0)
  await expect.poll(() => thread(other).getByText(said(WORDS)).allTextContents()).toEqual(WORDS)
})
