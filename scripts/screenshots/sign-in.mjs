const PASSWORD = 'welcome-to-the-alder'

/** Somebody of the demo hotel, by the form, until their page is live. In English whatever they read: it is asked before.
 *  @param {import('@playwright/test').Page} page
 *  @param {string} who */
export async function signIn(page, who) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`${who}@alder.example`)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('[data-mode="live"]:visible').first().waitFor()
}
