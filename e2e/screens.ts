/** What people find on their screens, by the names that a screen reader would say. */
import type { Locator, Page } from '@playwright/test'
import type { Ticket } from '@/lib/tickets/schema'

type Named = Pick<Ticket, 'id'>

export const board = (page: Page): Locator => page.getByRole('list', { name: 'Tickets, the most pressing first' })

/** A ticket's line on the board. */
export const row = (page: Page, { id }: Named): Locator => board(page).locator(`a[href="/tickets/${id}"]`)

/** How current the page says it is. */
export const connection = (page: Page): Locator => page.locator('[data-mode]:visible').first()

export const thread = (page: Page): Locator => page.getByRole('log', { name: 'Messages and changes' })

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' })

export async function openTicket(page: Page, ticket: Named): Promise<void> {
  await row(page, ticket).click()
  await composer(page).waitFor()
}

/** As people do it: Enter at a desk, the button on a tablet, where Enter begins a line. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches))
    await page.getByRole('button', { name: 'Send' }).tap()
  else await composer(page).press('Enter')
}

/** Where nothing is gone back to, nothing is ever said to have been. */
export const pressBack = (page: Page): void => void page.goBack().catch(() => {})
