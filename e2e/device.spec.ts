/** A tablet of the house, from its code to its end: faces, PINs, a lock that leaves nothing to read, and what waits goes out. */
import type { Page } from '@playwright/test'
import { PIN } from '@/db/cast'
import { barriers } from './barriers'
import { cast, DESK, expect, test } from './fixtures'
import { composer, connection, write } from './screens'

const LANDSCAPE = { viewport: { width: 1024, height: 768 }, hasTouch: true }
const OWN = '2589'
const WORDS = 'the bath in 412 is leaking again'

async function beSomebody(tablet: Page, name: string, pin: string) {
  await tablet.getByRole('button', { name, exact: true }).tap()
  for (const digit of pin) await tablet.getByRole('button', { name: digit, exact: true }).tap()
  await tablet.getByRole('button', { name: 'Enter' }).tap()
}

/** All that its pages have stored in the browser. */
const lying = (tablet: Page) =>
  tablet.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
      for (const store of database.objectStoreNames)
        found.push(
          await new Promise((resolve, reject) => {
            const asked = database.transaction(store).objectStore(store).getAll()
            asked.onsuccess = () => resolve(asked.result)
            asked.onerror = () => reject(asked.error)
          }),
        )
      database.close()
    }
    return JSON.stringify(found)
  })

test('a shared tablet: enrolled by code, a first PIN, a lock, the next person, and its end', async ({
  enter,
  arrive,
  as,
  expectNoise,
}) => {
  expectNoise(/status of (401|403)/, /ERR_INTERNET_DISCONNECTED/, /Failed to fetch/)
  const felix = await as(cast.felix)
  const department = (await felix.ask('GET', '/api/departments')).body.items.find(
    ({ code }: { code: string }) => code === 'housekeeping',
  )
  const ticket = await felix.open({ summary: 'Leak', departmentId: department.id })

  // The admin makes a code, and gives Jolanta a PIN.
  const desk = await enter(cast.ada, DESK)
  await desk.goto('/settings/devices')
  await desk.getByRole('button', { name: 'Enrol a device' }).click()
  await desk.getByLabel('Name').fill('Floor tablet')
  await desk.getByRole('combobox', { name: 'Department' }).click()
  await desk.getByRole('option', { name: 'Housekeeping' }).click()
  expect(await barriers(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Make a code' }).click()
  const code = (await desk.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/).textContent()) ?? ''
  // Where to type it, as it stands beside the code.
  const door = /\S+\/enrol/.exec((await desk.getByRole('dialog').textContent()) ?? '')?.[0]
  expect(door).toBe(`${new URL(desk.url()).host}/enrol`)
  await desk.getByRole('button', { name: 'Done' }).click()
  await desk.goto('/settings/people')
  await desk.getByRole('button', { name: 'Set a PIN for Jolanta Wozniak' }).click()
  await desk.getByRole('textbox', { name: 'Temporary PIN' }).fill('1357')
  await desk.getByRole('button', { name: 'Set PIN', exact: true }).last().click()
  await expect(desk.getByText('Jolanta Wozniak has a temporary PIN.')).toBeVisible()

  const tablet = await arrive(LANDSCAPE)
  await tablet.goto(`http://${door}`)
  expect(await barriers(tablet)).toEqual([])
  await tablet.getByLabel('Code').fill(code)
  await tablet.getByRole('button', { name: 'Enrol' }).tap()
  await expect(tablet.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await expect(
    tablet.getByRole('region', { name: 'Here' }).getByRole('button', { name: 'Jolanta Wozniak' }),
  ).toBeVisible()
  expect(await barriers(tablet)).toEqual([])

  // A wrong PIN, then the first use of the temporary one.
  await beSomebody(tablet, 'Jolanta Wozniak', '9999')
  await expect(tablet.getByRole('alert').filter({ hasText: /\S/ })).toHaveText('That PIN is not right.')
  expect(await barriers(tablet)).toEqual([])
  await tablet.keyboard.type('1357')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByRole('heading', { name: 'Choose your own PIN' })).toBeVisible()
  expect(await barriers(tablet)).toEqual([])
  await tablet.getByLabel('Temporary PIN').fill('1357')
  await tablet.getByLabel('New PIN', { exact: true }).fill(OWN)
  await tablet.getByLabel('New PIN again').fill(OWN)
  await tablet.getByRole('button', { name: 'Change PIN' }).tap()
  await tablet.getByRole('heading', { name: 'Choose your language' }).waitFor()
  await tablet.getByRole('button', { name: 'Next' }).tap()
  await tablet.getByRole('button', { name: 'Test' }).tap()
  await tablet.getByRole('button', { name: 'Start' }).tap()
  await expect(connection(tablet)).toHaveText('Live')

  // Without a network: she writes, begins another message, and locks. Nothing of it can be read.
  await tablet.goto(`/tickets/${ticket.id}`)
  await expect(connection(tablet)).toHaveText('Live')
  await tablet.context().setOffline(true)
  await write(tablet, WORDS)
  await composer(tablet).fill(`${WORDS}, unfinished`)
  await expect.poll(() => lying(tablet)).toContain('"letter"')
  await expect.poll(() => lying(tablet)).toContain('bellboard.draft.')
  await tablet.getByRole('button', { name: 'Lock' }).first().tap()
  await expect(tablet.getByRole('heading', { name: 'Locked' })).toBeVisible()
  await expect(tablet.getByText(WORDS)).toHaveCount(0)
  expect(await lying(tablet)).not.toContain(WORDS)

  // With the network: faces, and what waited goes out as hers, also while Hana has the tablet.
  await tablet.context().setOffline(false)
  await beSomebody(tablet, 'Hana Kovac', PIN)
  await expect(connection(tablet)).toHaveText('Live')
  const said = async () => {
    const { items } = (await felix.ask('GET', `/api/tickets/${ticket.id}/messages`)).body
    return items.filter(({ kind }: { kind: string }) => kind === 'message')
  }
  await expect.poll(async () => (await said()).length).toBe(1)
  expect(await said()).toMatchObject([{ authorId: cast.jolanta.id, body: { text: WORDS } }])
  expect(await lying(tablet)).not.toContain(WORDS)

  // Her own things are there when she is back.
  await tablet.getByRole('button', { name: 'Lock' }).first().tap()
  await beSomebody(tablet, 'Jolanta Wozniak', OWN)
  await expect(connection(tablet)).toHaveText('Live')
  await tablet.goto(`/tickets/${ticket.id}`)
  await expect(composer(tablet)).toHaveValue(`${WORDS}, unfinished`)
  await tablet.goto('/me')
  await expect(tablet.getByRole('heading', { name: 'Jolanta Wozniak' })).toBeVisible()
  expect(await barriers(tablet)).toEqual([])

  // Its enrolment ends: she is out, and nobody's PIN counts there any more.
  await desk.goto('/settings/devices')
  expect(await barriers(desk)).toEqual([])
  await desk.getByRole('button', { name: 'End enrolment of Floor tablet' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'End enrolment' }).click()
  await expect(tablet.getByLabel('E-mail')).toBeVisible()
})

test('single-letter keys rest when I say so', async ({ enter }) => {
  const page = await enter(cast.tomas, DESK)
  await page.goto('/me')
  const stored = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.getByRole('switch', { name: 'Single-letter keys' }).click()
  expect((await stored).status()).toBe(200)
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Single-letter keys' })).not.toBeChecked()
  await page.getByRole('heading', { name: cast.tomas.name }).click()
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('switch', { name: 'Single-letter keys' }).click()
  await page.getByRole('heading', { name: cast.tomas.name }).click()
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog')).toBeVisible()
})
