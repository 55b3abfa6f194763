/** Coming in and being shown out. */
import type { Page } from '@playwright/test'
import { departments, PASSWORD, roomId } from '@/db/cast'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { connection } from './screens'

const fillIn = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('through the form, onto the board', async ({ arrive }) => {
  const page = await arrive()
  await page.goto('/')
  await expect(page).toHaveURL('/sign-in')
  await fillIn(page, cast.felix.email, PASSWORD)
  await expect(page).toHaveURL('/')
  await expect(connection(page)).toHaveText('Live')
})

test('back to where one wanted to go, and never to somebody else’s site', async ({ arrive, as }) => {
  const felix = await as(cast.felix)
  const { id } = await felix.open({
    placeId: roomId(506),
    summary: 'Loose handle',
    departmentId: departments.engineering.id,
  })
  const wanted = `/tickets/${id}`
  const page = await arrive()
  await page.goto(wanted)
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(wanted)}`)
  await fillIn(page, cast.nora.email, PASSWORD)
  await expect(page).toHaveURL(wanted)

  const stranger = await arrive()
  for (const elsewhere of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    await stranger.goto('about:blank')
    await stranger.context().clearCookies()
    await stranger.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`)
    await fillIn(stranger, cast.nora.email, PASSWORD)
    await expect(connection(stranger)).toBeVisible()
    expect(new URL(stranger.url()).hostname).toBe('127.0.0.1')
  }
})

test('a wrong password and an unknown person get the same sentence', async ({ arrive, expectNoise }) => {
  expectNoise(/status of 401/)
  const page = await arrive()
  await page.goto('/sign-in')
  for (const [email, password] of [
    [cast.grace.email, 'not-her-password'],
    ['nobody@alder.example', PASSWORD],
  ] as const) {
    await page.reload()
    await fillIn(page, email, password)
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveText('E-mail or password is not right.')
    await expect(page).toHaveURL('/sign-in')
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
  }
})

test('the demo hotel shows whom one may be', async ({ arrive }) => {
  const page = await arrive()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Hana Kovac/ }).click()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('button', { name: 'Your menu' })).toBeVisible()
})

test('signing out ends the session for good', async ({ enter, as, expectNoise }) => {
  // What the page was just asking for is refused from then on.
  expectNoise(/status of 401/)
  const page = await enter(cast.chloe)
  const [cookie] = await page.context().cookies()
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
  // A copy of the cookie does not bring it back.
  const copied = await fetch(new URL('/api/me', page.url()), {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
  })
  expect(copied.status).toBe(401)
  expect((await (await as(cast.chloe)).ask('GET', '/api/me')).status).toBe(200)
})

test('an admin signs somebody out everywhere: their open pages leave by themselves', async ({ enter, expectNoise }) => {
  expectNoise(/status of 401/)
  // Samira, whom no other spec needs, at two devices.
  const tablet = await enter(cast.samira, TABLET)
  const desk = await enter(cast.samira, DESK)
  const bystander = await enter(cast.liezel, TABLET)
  const ada = await enter(cast.ada)
  await ada.goto('/settings/people')
  // A button that is drawn may not hear yet.
  await expect(connection(ada)).toHaveText('Live')
  await ada.getByRole('button', { name: 'Sign Samira Haddad out everywhere' }).click()
  await ada.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(ada.getByText('Samira Haddad is signed out of 2 devices.')).toBeVisible()
  for (const page of [tablet, desk]) await expect(page).toHaveURL(/\/sign-in/)
  await expect(connection(bystander)).toHaveText('Live')
  await expect(bystander).toHaveURL('/')
})

test('settings are for admins', async ({ enter, expectNoise }) => {
  expectNoise(/status of 40[34]/)
  const page = await enter(cast.liezel)
  await page.goto('/settings/people')
  await expect(page.getByRole('button', { name: /out everywhere/ })).toHaveCount(0)
})
