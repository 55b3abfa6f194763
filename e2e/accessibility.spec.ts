/** For whoever sees little, hears the screen, or never touches a mouse. */
import { departments, roomId } from '@/db/cast'
import { barriers } from './barriers'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { board, composer, connection, openTicket, row, thread, write } from './screens'

const PLACES = [
  { where: 'at the desk', who: cast.felix, options: DESK },
  { where: 'on the tablet', who: cast.hana, options: TABLET },
]

for (const { where, who, options } of PLACES)
  test(`no barriers on any screen ${where}, light or dark`, async ({ arrive, as }) => {
    test.slow()
    const ticket = await (await as(cast.felix)).open({
      placeId: roomId(305),
      summary: 'Cot and extra blanket',
      departmentId: departments.housekeeping.id,
      priority: 'urgent',
      message: 'The baby sleeps from seven. See https://alder.example/cots',
    })
    const page = await arrive(options)
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    expect(await barriers(page), 'signing in').toEqual([])
    await page.getByRole('button', { name: new RegExp(who.name) }).click()
    if (options === TABLET) {
      await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible()
      await page.goto('/')
    }
    await expect(row(page, ticket)).toBeVisible()
    expect(await barriers(page), 'board').toEqual([])
    await openTicket(page, ticket)
    await expect(thread(page).getByText('The baby sleeps')).toBeVisible()
    expect(await barriers(page), 'ticket').toEqual([])
    await page.goto('/')
    await expect(connection(page)).toHaveText('Live')
    await page.getByRole('button', { name: 'New ticket' }).first().click()
    await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
    expect(await barriers(page), 'new ticket').toEqual([])
  })

for (const { where, who, options } of PLACES)
  test(`no barriers in company ${where}: who is here, who writes, how far a message came`, async ({
    enter,
    as,
    expectNoise,
  }) => {
    test.slow()
    expectNoise(/net::ERR_/, /Failed to fetch/)
    const ticket = await (await as(cast.felix)).open({
      placeId: roomId(306),
      summary: 'Much looked at',
      departmentId: departments.housekeeping.id,
    })
    const page = await enter(who, options)
    await openTicket(page, ticket)
    await write(page, 'Who reads this?')
    const company = [cast.nora, cast.maria, cast.oksana, cast.jolanta]
    for (const one of company) {
      const other = await enter(one)
      await openTicket(other, ticket)
      await composer(other).pressSequentially('I d')
    }
    const conversation = page.getByRole('region', { name: 'Thread' })
    const seen = thread(page).getByRole('button', { name: /^Seen by .+ and 1 other$/ })
    await expect(seen).toBeVisible()
    const here = conversation.getByRole('button', { name: /others are here$/ })
    await expect(here).toHaveText('4 others are here')
    expect(await barriers(page), 'counted').toEqual([])

    // Nobody's name needs a pointer that hovers.
    for (const counted of [seen, here])
      if (options === TABLET) await counted.tap()
      else {
        await counted.focus()
        await page.keyboard.press('Enter')
      }
    for (const { name } of company) {
      const [first = ''] = name.split(' ')
      await expect(conversation.getByRole('button', { name: /are here$/ })).toContainText(first)
      await expect(thread(page).getByRole('button', { name: /^Seen by/ })).toContainText(first)
    }
    expect(await barriers(page), 'named').toEqual([])

    await page.context().setOffline(true)
    await write(page, 'Nobody reads this yet')
    await expect(thread(page).getByText('Waiting to send')).toBeVisible()
    await expect(connection(page)).toHaveText(/^No network/)
    expect(await barriers(page), 'waiting').toEqual([])
    await page.context().setOffline(false)
    await page.goto('/')
    await expect(row(page, ticket)).toHaveAccessibleName(/4 others are here/)
    expect(await barriers(page), 'board').toEqual([])
  })

test('the whole way by keyboard: find, open, write, leave', async ({ enter, as }) => {
  const word = `Keyboard ${Date.now()}`
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(611),
    summary: word,
    departmentId: departments.housekeeping.id,
  })
  const page = await enter(cast.felix)
  const rows = board(page).getByRole('link')
  await page.keyboard.press('j')
  await expect(rows.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows.nth(0)).toBeFocused()

  const search = page.getByRole('searchbox', { name: 'Search' })
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type(word)
  await expect(rows).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Clear the search' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(row(page, ticket)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(composer(page)).toBeVisible()
  await composer(page).focus()
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')
  await expect(thread(page).getByText('by hand')).toBeVisible()
})

test('the cursor follows the ticket, not the position', async ({ enter, as }) => {
  const felix = await as(cast.felix)
  const word = `Order ${Date.now()}`
  const at = { placeId: roomId(612), departmentId: departments.housekeeping.id }
  const calm = await felix.open({ ...at, summary: word })
  const page = await enter(cast.felix)
  await page.getByRole('searchbox', { name: 'Search' }).fill(word)
  await row(page, calm).focus()
  const urgent = await felix.open({ ...at, summary: word, priority: 'urgent' })
  await expect(board(page).getByRole('link').first()).toHaveAttribute('href', `/tickets/${urgent.id}`)
  await expect(row(page, calm)).toBeFocused()
})

test('single keys rest while one types', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    summary: 'Typing rest',
    departmentId: departments.housekeeping.id,
  })
  const page = await enter(cast.felix)
  await openTicket(page, ticket)
  await composer(page).click()
  await page.keyboard.type('c/jk?12')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(composer(page)).toHaveValue('c/jk?12')
})
