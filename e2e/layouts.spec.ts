/** At a desk, on a small laptop, on a tablet held upright: nothing is cut off, and what a thumb must hit is large. */
import type { Page } from '@playwright/test'
import { departments, roomId } from '@/db/cast'
import { cast, expect, TABLET, test } from './fixtures'
import { board, openTicket, thread } from './screens'

const SIZES = [
  { name: 'desk', options: { viewport: { width: 1440, height: 900 } } },
  { name: 'laptop', options: { viewport: { width: 1024, height: 768 } } },
  { name: 'tablet', options: TABLET },
  { name: 'phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
]

/** By how many pixels the page is wider than its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

for (const { name, options } of SIZES)
  test(`${name}: nothing to scroll sideways, on any screen`, async ({ arrive, enter, as }) => {
    const ticket = await (await as(cast.felix)).open({
      placeId: roomId(407),
      summary:
        'A rather long request with averyveryverylongwordthatnobodywouldwritebutsomebodywill in the middle of it',
      departmentId: departments.housekeeping.id,
      message: `https://alder.example/${'long/'.repeat(60)} and on`,
    })
    const door = await arrive(options)
    await door.goto('/sign-in')
    await expect(door.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    expect(await overflow(door), 'signing in').toBeLessThanOrEqual(0)
    const page = await enter(cast.felix, options)
    await expect(board(page)).toBeVisible()
    expect(await overflow(page), 'board').toBeLessThanOrEqual(0)
    await openTicket(page, ticket)
    await expect(thread(page).getByText('and on')).toBeVisible()
    expect(await overflow(page), 'ticket').toBeLessThanOrEqual(0)
    const sideways = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter(
          (element) =>
            element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX),
        )
        .map((element) => element.className),
    )
    expect(sideways).toEqual([])
  })

test('on a tablet every button under the thumb is at least 48 pixels each way', async ({ enter, as }) => {
  const ticket = await (await as(cast.felix)).open({
    placeId: roomId(408),
    summary: 'Thumbs',
    departmentId: departments.housekeeping.id,
  })
  const page = await enter(cast.hana, TABLET)
  expect(await smallTargets(page), 'board').toEqual([])
  await openTicket(page, ticket)
  expect(await smallTargets(page), 'ticket').toEqual([])
})

/** Buttons and links that are shown and smaller than a thumb needs; links inside a sentence are text. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, [role="button"], input, select')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(
        ({ element, box }) =>
          element.checkVisibility() && box.width > 1 && box.top < innerHeight && !element.closest('p'),
      )
      .filter(({ box }) => box.width < 48 || box.height < 48)
      .map(
        ({ element, box }) =>
          `${element.getAttribute('aria-label') ?? element.textContent}: ${box.width}×${box.height}`,
      ),
  )
