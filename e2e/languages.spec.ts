/** Each in their own language, in the same hotel at the same time: on the tablet, at the desk, before signing in, and where there
 *  is no network. */
import { departments, items, roomId } from '@/db/cast'
import { newId } from '@/lib/schema'
import { barriers } from './barriers'
import { cast, DESK, expect, TABLET, test } from './fixtures'
import { controlled, isKept } from './kept'
import { englishOn, type Language } from './words'

const ALL: Language[] = ['es', 'de', 'fr']

test('Rosa, who reads Spanish, does a job on her tablet without a word of English', async ({ enter, as }) => {
  test.slow()
  const felix = await as(cast.felix)
  const towels = { placeId: roomId(418), catalogueItemId: items.towels, quantity: 4, priority: 'urgent' }
  const ticket = await felix.open(towels)
  await felix.say(ticket.id, 'The big ones, please')
  const page = await enter(cast.rosa, TABLET)
  await page.goto('/my-work')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page).toHaveTitle('Mi trabajo · Bellboard')
  await expect(page.getByRole('heading', { name: 'Mi trabajo' })).toBeVisible()
  await page.getByRole('button', { name: /^418 Toallas × 4/ }).tap()
  const bar = page.getByRole('toolbar', { name: 'Qué hacer con esto' })
  await bar.getByRole('button', { name: 'Aceptar' }).tap()
  await bar.getByRole('button', { name: 'Empezar' }).tap()
  await expect(page.getByRole('button', { name: /Toallas × 4/, pressed: true })).toContainText('En curso')
  await expect(page.getByRole('link', { name: /^Mensajes, uno sin leer: .*Toallas × 4/ })).toBeVisible()
  expect(await englishOn(page, 'es')).toEqual([])
  await bar.getByRole('button', { name: 'Pausar' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Poner en pausa' })
  await dialog.getByRole('radio', { name: 'No molestar' }).check()
  expect(await englishOn(page, 'es')).toEqual([])
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Poner en pausa' }).tap()
  await bar.getByRole('button', { name: 'Reanudar' }).tap()
  await bar.getByRole('button', { name: 'Hecho' }).tap()
  await expect.poll(async () => (await felix.ask('GET', `/api/tickets/${ticket.id}`)).body.ticket.status).toBe('done')
  // The same at a desk that reads English.
  const desk = await enter(cast.felix, DESK)
  await desk.goto(`/tickets/${ticket.id}`)
  await expect(desk.getByRole('log').getByText('Rosa put this on hold: Do not disturb')).toBeVisible()
})

test.describe('a manager', () => {
  const shown = { timeZone: 'Europe/Vienna', weekday: 'short', day: 'numeric', month: 'short' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

  test('changes to German and back without signing in anew, in words, numbers and days', async ({ enter, as }) => {
    const viktor = await as(cast.viktor)
    const word = newId().slice(-6)
    const dueAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const [ticket] = [
      await viktor.open({ departmentId: departments.frontDesk.id, summary: `Rose ${word}`, dueAt }),
      await viktor.open({ departmentId: departments.frontDesk.id, summary: `Rosen ${word} b` }),
    ]
    await viktor.ask('PATCH', '/api/me', { locale: 'en' })
    const page = await enter(cast.viktor, DESK)
    await page.goto('/me')
    await page.getByRole('combobox', { name: 'Words are shown in' }).click()
    await page.getByRole('option', { name: 'Deutsch' }).click()
    await expect(page.getByRole('heading', { name: 'Sprache' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await page.goto('/')
    const search = page.getByRole('searchbox', { name: 'Suchen' })
    await search.fill(word)
    await expect(page.getByText('2 Tickets', { exact: true })).toBeAttached()
    await search.fill(`${word} b`)
    await expect(page.getByText('1 Ticket', { exact: true })).toBeAttached()
    await page.goto(`/tickets/${ticket?.id}`)
    await expect(page.getByRole('log').getByText('Von Ihnen eröffnet')).toBeVisible()
    await page.getByRole('button', { name: 'Details' }).click()
    const due = new Intl.DateTimeFormat('de', { ...shown, ...time }).format(new Date(dueAt))
    expect(due).toMatch(/^(Mo|Di|Mi|Do|Fr|Sa|So)\.?, \d+\. \p{L}+\.?, \d\d:\d\d$/u)
    await expect(page.getByText(due).first()).toBeVisible()
    await page.goto('/me')
    await page.getByRole('combobox', { name: 'Texte erscheinen auf' }).click()
    await page.getByRole('option', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Language' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })

  for (const language of ALL)
    test(`reads no English on the main screens in ${language}`, async ({ enter, as, expectNoise }) => {
      test.slow()
      expectNoise(/404 \(Not Found\).*nowhere/)
      const viktor = await as(cast.viktor)
      await viktor.ask('PATCH', '/api/me', { locale: language })
      // His own: whoever else is asked about may be in the middle of a story of theirs.
      const ticket = await viktor.open({ placeId: roomId(419), catalogueItemId: items.towels, priority: 'urgent' })
      const page = await enter(cast.viktor, DESK)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await page.locator(`a[href="/tickets/${ticket.id}"]`).first().click()
      await page.getByRole('log').waitFor()
      expect(await englishOn(page, language), 'a ticket on the board').toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('body').press('c')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('412 ')
      expect(await englishOn(page, language), 'the new ticket').toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('body').press('?')
      await page.getByRole('dialog').waitFor()
      expect(await englishOn(page, language), 'the keys').toEqual([])
      for (const path of ['/my-work', '/duty', '/me', '/settings/alerts', '/nowhere']) {
        await page.goto(path)
        await page.getByRole('heading').first().waitFor()
        expect(await englishOn(page, language), path).toEqual([])
      }
    })
})

for (const [locale, language, button] of [
  ['fr-CH', 'fr', 'Se connecter'],
  ['de-AT', 'de', 'Anmelden'],
  ['es-MX', 'es', 'Iniciar sesión'],
  ['pt-BR', 'en', 'Sign in'],
] as const)
  test(`before anybody signs in, a browser that asks for ${locale} is answered in ${language}`, async ({
    arrive,
    expectNoise,
  }) => {
    expectNoise(/status of 401/)
    const page = await arrive({ ...TABLET, locale })
    await page.goto('/sign-in')
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await page.getByRole('button', { name: button, exact: true }).tap()
    await expect(page.getByRole('textbox').first()).toHaveAttribute('aria-invalid', 'true')
    if (language === 'en') return
    expect(await englishOn(page, language)).toEqual([])
    expect(await barriers(page)).toEqual([])
  })

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' })

  test('the app starts in the language that was chosen last', async ({ enter, as, expectNoise }) => {
    test.slow()
    expectNoise(/net::ERR_/, /Failed to fetch/)
    const diego = await as(cast.diego)
    await diego.ask('PATCH', '/api/me', { locale: 'es' })
    const page = await enter(cast.diego, { ...TABLET, serviceWorkers: 'allow' })
    await page.goto('/me')
    await page.getByRole('combobox', { name: 'Los textos se muestran en' }).tap()
    await page.getByRole('option', { name: 'Français' }).tap()
    await expect(page.getByRole('heading', { name: 'Langue' })).toBeVisible()
    await page.goto('/my-work')
    await expect(page.getByRole('heading', { name: 'Mon travail' })).toBeVisible()
    await controlled(page)
    await expect.poll(() => isKept(page, cast.diego.id, 'board')).toBe(true)
    await page.context().setOffline(true)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Mon travail' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    expect(await englishOn(page, 'fr')).toEqual([])
    await page.context().setOffline(false)
    await diego.ask('PATCH', '/api/me', { locale: 'es' })
  })
})
