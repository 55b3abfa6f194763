/** Screens, menus and dialogs that no other spec looks at for barriers: with what they hold, with nothing, and when what was
 *  asked for is refused. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { barriers } from './barriers'
import { cast, expect, TABLET, test } from './fixtures'
import { composer, thread } from './screens'

const dialog = (page: Page) => page.getByRole('dialog')

async function lookAt(page: Page, what: string): Promise<void> {
  expect(await barriers(page), what).toEqual([])
}
async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  // Compared with what is left, so that a failure says what that is.
  const left = () =>
    dialog(page)
      .or(page.getByRole('menu'))
      .evaluateAll((some) => some.map((one) => one.outerHTML.slice(0, 400)))
  await expect.poll(left).toEqual([])
}

/** What a ticket's menu offers, and what its dialog complains of when it is sent as it is. */
const ACTIONS = [
  { action: 'Assign', submit: 'Assign', complaint: 'Choose a person.' },
  { action: 'Edit', submit: null, complaint: null },
  { action: 'Move to another department', submit: 'Move', complaint: 'Choose a department.' },
  { action: 'Restrict', submit: null, complaint: null },
  { action: 'Add people', submit: 'Add', complaint: 'Choose a person.' },
  { action: 'Cancel ticket', submit: 'Cancel ticket', complaint: 'Choose a reason.' },
]

test('every dialog in front of a ticket, and what it complains of', async ({ enter, as, expectNoise }) => {
  test.slow()
  expectNoise(/net::ERR_/, /Failed to fetch/)
  const felix = await as(cast.felix)
  const ticket = await felix.open({
    placeId: roomId(313),
    summary: 'Curtain rail',
    departmentId: departments.engineering.id,
  })
  await felix.say(ticket.id, 'It hangs by one screw')
  const page = await enter(cast.nora)
  await page.goto(`/tickets/${ticket.id}`)
  await expect(thread(page).getByText('one screw')).toBeVisible()
  const more = page.getByRole('button', { name: 'More actions' })
  await more.click()
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'the menu of actions')
  await leave(page)
  for (const { action, submit, complaint } of ACTIONS) {
    await more.click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
    await expect(dialog(page)).toBeVisible()
    if (submit) await dialog(page).getByRole('button', { name: submit, exact: true }).click()
    if (complaint) await expect(dialog(page).getByText(complaint)).toBeVisible()
    await lookAt(page, action)
    await leave(page)
  }
  await page.getByRole('button', { name: 'Details' }).click()
  await composer(page).fill('@ha')
  await expect(page.getByRole('option').first()).toBeVisible()
  await lookAt(page, 'whom to mention')
  await composer(page).fill('')

  // The network goes while a dialog is open: what it asks for cannot wait, and it says so.
  await more.click()
  await page.getByRole('menuitem', { name: 'Assign', exact: true }).click()
  await dialog(page).getByRole('radio').first().check()
  await page.context().setOffline(true)
  await dialog(page).getByRole('button', { name: 'Assign', exact: true }).click()
  await expect(dialog(page).getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  await lookAt(page, 'what was refused')
  await page.context().setOffline(false)
})

test('what an admin sets: people, devices and quick replies, and what is asked before something ends', async ({
  enter,
}) => {
  test.slow()
  const page = await enter(cast.ada)
  await page.getByRole('button', { name: /^Your menu/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'the own menu')
  await leave(page)

  await page.goto('/settings/people')
  await lookAt(page, 'people')
  await page.getByRole('button', { name: `Set a PIN for ${cast.samira.name}` }).click()
  await dialog(page).getByRole('button', { name: 'Set PIN', exact: true }).click()
  await expect(dialog(page).getByText('Four to six digits.')).toBeVisible()
  await lookAt(page, 'a PIN that is none')
  await leave(page)
  await page.getByRole('button', { name: `Sign ${cast.samira.name} out everywhere` }).click()
  await expect(dialog(page)).toBeVisible()
  await lookAt(page, 'before somebody is signed out')
  await leave(page)
  await page.getByRole('searchbox', { name: 'Find a person' }).fill('Nobody at all')
  await expect(page.getByText('Nobody by that name.')).toBeVisible()
  await lookAt(page, 'nobody found')

  await page.goto('/settings/replies')
  await lookAt(page, 'quick replies')
  await page.getByRole('button', { name: 'New quick reply' }).click()
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page).getByText('Write it in English')).toBeVisible()
  await lookAt(page, 'a quick reply that says nothing')
  await leave(page)
  await page
    .getByRole('button', { name: /^Remove \// })
    .first()
    .click()
  await expect(dialog(page)).toBeVisible()
  await lookAt(page, 'before a quick reply is removed')
})

test('screens with nothing on them, and addresses that lead nowhere', async ({ enter, arrive, expectNoise }) => {
  test.slow()
  expectNoise(/status of (401|404)/, /404 \(Not Found\)/)
  const page = await enter(cast.ada)
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: /^Mine/ }).click()
  await expect(page.getByText('Nothing on you right now.')).toBeVisible()
  await lookAt(page, 'an empty view')
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing is called so')
  await expect(page.getByText('Nothing matches.')).toBeVisible()
  await lookAt(page, 'a search without an answer')
  await page.goto('/my-work')
  await expect(page.getByText('Nothing to do right now.')).toBeVisible()
  await lookAt(page, 'no work')
  for (const path of ['/nowhere', `/tickets/${newId()}`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Nothing here for you' })).toBeVisible()
    await lookAt(page, path)
  }
  const stranger = await arrive()
  await stranger.goto('/sign-in')
  await stranger.getByLabel('E-mail').fill('nobody@alder.example')
  await stranger.getByLabel('Password', { exact: true }).fill('not the password')
  await stranger.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(stranger.getByText('E-mail or password is not right.')).toBeVisible()
  await lookAt(stranger, 'a password that is not right')
})

test('the tablet’s menus and dialogs, and its Me page', async ({ enter, as }) => {
  test.slow()
  const felix = await as(cast.felix)
  await felix.open({ placeId: roomId(314), summary: 'Shower head', departmentId: departments.engineering.id })
  const page = await enter(cast.grace, TABLET)
  await page.getByRole('button', { name: 'Departments, floors and kept views' }).tap()
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'what narrows the list')
  await leave(page)

  await page.goto('/my-work')
  await page.getByRole('button', { name: /^Your menu/ }).tap()
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'the own menu')
  await leave(page)
  await page.getByRole('button', { name: /Shower head/, pressed: false }).tap()
  const bar = page.getByRole('toolbar', { name: 'What to do with it' })
  await bar.getByRole('button', { name: 'Accept' }).tap()
  await bar.getByRole('button', { name: 'Hold' }).tap()
  await dialog(page).getByRole('button', { name: 'Put on hold' }).tap()
  await expect(dialog(page).getByText('Choose a reason.')).toBeVisible()
  await lookAt(page, 'a hold without a reason')
  await leave(page)
  await page.getByRole('button', { name: 'Start shift' }).tap()
  await page.getByRole('button', { name: 'On duty', exact: true }).tap()
  await expect(dialog(page)).toBeVisible()
  await lookAt(page, 'a shift')
  await dialog(page).getByRole('button', { name: 'End shift' }).tap()
  await expect(page.getByRole('button', { name: 'Start shift' })).toBeVisible()

  await page.goto('/me')
  await page.getByRole('button', { name: 'Change PIN' }).tap()
  await expect(page.getByText('Four to six digits.').first()).toBeVisible()
  await lookAt(page, 'a PIN that is none')
  await page.getByRole('combobox', { name: 'Words are shown in' }).tap()
  await expect(page.getByRole('option').first()).toBeVisible()
  await lookAt(page, 'a choice of languages')
  await page.keyboard.press('Escape')
  await page.goto('/settings/alerts')
  await expect(page.getByRole('heading').first()).toBeVisible()
  await lookAt(page, 'alerts')
  await page.goto('/duty')
  await expect(page.getByRole('heading', { name: 'On duty' })).toBeVisible()
  await page
    .getByRole('button', { name: /^Your menu/ })
    .filter({ visible: true })
    .first()
    .tap()
  await page.getByRole('menuitem', { name: 'Off today' }).tap()
  await expect(dialog(page)).toBeVisible()
  await lookAt(page, 'before one is off')
})
