/** Tickets of the demo hotel to take pictures of. */

/** @typedef {import('@playwright/test').Page} Page */

export const live = (/** @type {Page} */ page) => page.locator('[data-mode="live"]:visible').first().waitFor()

/** The board of whoever is signed in. */
export async function ticketsOf(/** @type {Page} */ page) {
  const { items } = await (await page.request.get('/api/tickets?view=board&limit=200')).json()
  return items.map(({ ticket }) => ticket)
}

/** Of those that are meant, the one on which most has been said. */
export async function openBusiest(/** @type {Page} */ page, isMeant) {
  const tickets = (await ticketsOf(page)).filter(isMeant)
  const [busiest] = tickets.sort((a, b) => b.messageCount - a.messageCount)
  await page.goto(`/tickets/${busiest.id}`)
  await live(page)
  await page.getByRole('log').waitFor()
}
