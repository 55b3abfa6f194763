/** What people write: at once on their own screen, once and in order on everybody's, never lost, never anything but text. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import type { Api } from './api'
import { cast, expect, TABLET, test } from './fixtures'
import { composer, connection, openTicket, thread, write } from './screens'

const openOne = (api: Api, summary: string) =>
  api.open({ placeId: roomId(218), summary, departmentId: departments.housekeeping.id })

/** The messages on the screen, in their order, exactly as they are. */
const messages = (page: Page) => thread(page).locator('p[dir="auto"]').allTextContents()

const postsTo = ({ id }: { id: string }) => `**/api/tickets/${id}/messages`

test('an own message is there at once, and says waiting, sent, seen', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Message states')
  const felix = await enter(cast.felix)
  await openTicket(felix, ticket)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await felix.route(postsTo(ticket), async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await write(felix, 'Is anybody there?')
  await expect(thread(felix).getByText('Is anybody there?')).toBeVisible()
  await expect(thread(felix).getByText('Waiting to send')).toBeVisible()
  letGo()
  await expect(thread(felix).getByText(/^(Sent|Delivered)$/)).toBeVisible()
  await expect(thread(felix).getByText('Waiting to send')).toHaveCount(0)

  const hana = await enter(cast.hana, TABLET)
  await openTicket(hana, ticket)
  await expect(thread(felix).getByText(/^Seen by Hana/)).toBeVisible()
})

test('seven quick taps on Enter make one message; seven messages stay seven, as typed', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Quick taps')
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(felix, ticket)
  await openTicket(hana, ticket)
  await composer(felix).fill('Only once')
  await felix.evaluate(() => {
    const box = document.activeElement
    for (let tap = 0; tap < 7; tap++)
      box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  })
  const seven = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
  for (const text of seven) {
    await composer(felix).pressSequentially(text)
    await felix.keyboard.press('Enter')
  }
  for (const page of [felix, hana]) await expect.poll(() => messages(page)).toEqual(['Only once', ...seven])
  await expect(thread(felix).getByText('Waiting to send')).toHaveCount(0)
})

test('a refused message keeps its text, over a reload too, and goes when tried again', async ({
  enter,
  as,
  expectNoise,
}) => {
  expectNoise(/status of 40[03]/)
  const felixApi = await as(cast.felix)
  const ticket = await openOne(felixApi, 'Refused for now')
  const felix = await enter(cast.felix)
  await openTicket(felix, ticket)
  await felix.route(postsTo(ticket), (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: 'forbidden' } } })
      : route.continue(),
  )
  await write(felix, 'Please hold the lift')
  await expect(thread(felix).getByText('Could not send. Kept here.')).toBeVisible()
  await felix.reload()
  await expect(thread(felix).getByText('Please hold the lift')).toBeVisible()
  await expect(thread(felix).getByText('Could not send. Kept here.')).toBeVisible()
  await felix.unroute(postsTo(ticket))
  await thread(felix).getByRole('button', { name: 'Try again' }).click()
  await expect(thread(felix).getByText(/^(Sent|Delivered)$/)).toBeVisible()
  const { body } = await felixApi.ask('GET', `/api/tickets/${ticket.id}/messages`)
  expect(body.items.filter(({ kind }: { kind: string }) => kind === 'message')).toHaveLength(1)
})

test('written without a network, it is sent by itself when there is one', async ({ enter, as, expectNoise }) => {
  expectNoise(/net::ERR_INTERNET_DISCONNECTED/)
  const ticket = await openOne(await as(cast.felix), 'In the lift')
  const hana = await enter(cast.hana, TABLET)
  // The stream that has this ticket open is the page's last word on the network.
  const streaming = hana.waitForResponse((answer) => answer.url().includes('/api/live?open='))
  await openTicket(hana, ticket)
  await streaming
  await hana.context().setOffline(true)
  await write(hana, 'In the lift now')
  await write(hana, 'Still in the lift')
  await expect(thread(hana).getByText('Waiting to send')).toHaveCount(2)
  await expect(connection(hana)).toHaveText(/^No network, as of \d\d:\d\d:\d\d$/)
  await hana.context().setOffline(false)
  await expect(thread(hana).getByText('Waiting to send')).toHaveCount(0)
  await expect.poll(() => messages(hana)).toEqual(['In the lift now', 'Still in the lift'])
  await expect(connection(hana)).toHaveText('Live')
})

test('what is begun stays with its ticket, over a reload', async ({ enter, as }) => {
  const felixApi = await as(cast.felix)
  const [one, other] = [await openOne(felixApi, 'Draft one'), await openOne(felixApi, 'Draft other')]
  const felix = await enter(cast.felix)
  await openTicket(felix, one)
  await composer(felix).fill('Half a thought')
  await openTicket(felix, other)
  await expect(composer(felix)).toHaveValue('')
  await composer(felix).fill('Another')
  await openTicket(felix, one)
  await expect(composer(felix)).toHaveValue('Half a thought')
  await felix.reload()
  await expect(composer(felix)).toHaveValue('Half a thought')
  await composer(felix).press('Enter')
  await expect(thread(felix).getByText('Half a thought')).toBeVisible()
  await felix.reload()
  await expect(thread(felix).getByText('Half a thought')).toBeVisible()
  await expect(composer(felix)).toHaveValue('')
})

const NASTY = [
  '<script>window.isHacked = true</script>',
  '<img src=x onerror="window.isHacked = true">',
  '"><svg/onload=window.isHacked=true>',
  '<a href="javascript:window.isHacked=true">tap me</a>',
  'javascript:window.isHacked=true',
  'JaVaScRiPt://example.com/%0Awindow.isHacked=true',
  'data:text/html,<script>parent.isHacked=true</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text, and must stay so
  '{{constructor.constructor("window.isHacked=true")()}} ${window.isHacked=true} <%= 1 %>',
  '</p></li></ol><style>*{display:none}</style>',
  '&lt;b&gt; stays as typed &amp; so does this',
  '[link](javascript:alert(1)) **bold** `code`',
]
const WORLDLY = [
  '🧺🛏️ 👩🏽‍🔧 👨‍👩‍👧‍👦 🇦🇹',
  'مرحبا، المناشف في الغرفة ٤١٢',
  'שלום 412 towels, toda',
  'Zażółć gęślą jaźń — é ñ ü (é ñ combined)',
  'นี่คือข้อความ 中文 日本語 한국어',
  'Z̷͉͝a̶͇͌l̸̻̀g̷̫̈o̵̖͗',
  'two\nlines  and   spaces',
]

test('everything is text, as written, and only web addresses are links', async ({ enter, as }) => {
  const felixApi = await as(cast.felix)
  const ticket = await openOne(felixApi, NASTY[1] ?? '')
  const corpus = [...NASTY, ...WORLDLY, 'See https://alder.example/menu?a=1&b=2, and http://x.example.']
  for (const text of corpus) expect((await felixApi.say(ticket.id, text)).status).toBe(201)
  for (const [who, options] of [
    [cast.felix, undefined],
    [cast.hana, TABLET],
  ] as const) {
    const page = await enter(who, options)
    await openTicket(page, ticket)
    expect(await messages(page)).toEqual(corpus)
    // But for the times, each its entry's own address.
    const links = thread(page).locator('a:not([href^="#"])')
    expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual([
      'https://alder.example/menu?a=1&b=2',
      'http://x.example/',
    ])
    for (const link of await links.all()) {
      await expect(link).toHaveAttribute('rel', /noopener/)
      await expect(link).toHaveAttribute('rel', /noreferrer/)
    }
    expect(await page.evaluate(() => 'isHacked' in window)).toBe(false)
    await expect(page.getByRole('heading', { name: /onerror/ })).toBeVisible()
  }
})

test('a long thread opens at its end, and goes back to its beginning', async ({ enter, as }) => {
  const felixApi = await as(cast.felix)
  const ticket = await openOne(felixApi, 'A long story')
  const said = Array.from({ length: 130 }, (_, index) => `sentence ${index + 1}`)
  for (const text of said) await felixApi.say(ticket.id, text)
  const page = await enter(cast.felix)
  await openTicket(page, ticket)
  await expect(thread(page).getByText('sentence 130', { exact: true })).toBeInViewport()
  expect((await messages(page)).length).toBeLessThan(said.length)
  await expect
    .poll(async () => {
      // The day above them stays in sight.
      await thread(page).locator('li').nth(1).scrollIntoViewIfNeeded()
      return (await messages(page)).length
    })
    .toBe(said.length)
  expect(await messages(page)).toEqual(said)
  await felixApi.say(ticket.id, 'meanwhile')
  await expect(thread(page).getByText('meanwhile')).toBeAttached()
})

test('who is writing is shown to the other, and to nobody who may not know', async ({ enter, as }) => {
  const ticket = await openOne(await as(cast.felix), 'Typing')
  const felix = await enter(cast.felix)
  const hana = await enter(cast.hana, TABLET)
  await openTicket(felix, ticket)
  await openTicket(hana, ticket)
  await composer(hana).pressSequentially('I am w')
  await expect(felix.getByText('Hana is writing')).toBeVisible()
})
