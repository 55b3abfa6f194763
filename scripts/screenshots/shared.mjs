/** A tablet that many share: it is enrolled by Ada's code, and shows faces. */
import { v7 } from 'uuid'
import { signIn } from './sign-in.mjs'

/** @typedef {import('@playwright/test').Page} Page */

export async function showFaces(/** @type {Page} */ page) {
  const admin = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin })
  if (!admin) throw new Error('no browser')
  const ada = await admin.newPage()
  await signIn(ada, 'ada')
  const made = await ada.request.post('/api/devices', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      id: v7(),
      name: 'Floor tablet',
      kind: 'tablet',
      departmentId: null,
      lockMinutes: 5,
      isHere: false,
    },
  })
  const { code } = await made.json()
  await admin.close()
  await page.goto('/enrol')
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Enrol' }).tap()
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
}

export async function askForPin(/** @type {Page} */ page) {
  await showFaces(page)
  await page.getByRole('button', { name: 'Hana Kovac' }).tap()
  await page.getByRole('button', { name: 'Erase' }).waitFor()
  await page.keyboard.type('47')
}
