/** People at their screens: `enter(cast.felix)` is a browser of its own with somebody signed in, `as(cast.felix)` the same
 *  person's API. A spec fails when a page complains: console errors, uncaught errors and refused content are findings,
 *  unless it said beforehand which to expect. */
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { type CastMember, cast } from '@/db/cast'
import { newId } from '@/lib/ids'
import { type Api, apiOf } from './api'

export { cast, expect }

/** An 8-inch tablet held upright. */
export const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true } satisfies BrowserContextOptions
export const DESK = { viewport: { width: 1440, height: 900 } } satisfies BrowserContextOptions

interface People {
  /** A new browser with this person signed in, on the board, live. */
  enter(who: CastMember, options?: BrowserContextOptions): Promise<Page>
  /** A new browser with nobody signed in. */
  arrive(options?: BrowserContextOptions): Promise<Page>
  as(who: CastMember): Promise<Api>
  /** Complaints of pages that this spec provokes. */
  expectNoise(...patterns: RegExp[]): void
}

export const test = base.extend<People & { noise: Noise }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  noise: async ({}, use) => {
    const noise = new Noise()
    await use(noise)
    expect(noise.unexpected(), 'what the pages complained of').toEqual([])
  },
  expectNoise: async ({ noise }, use) => use((...patterns) => noise.allow(patterns)),
  arrive: async ({ browser, baseURL, noise }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options = DESK) => {
      const context = await browser.newContext({ baseURL, ...options })
      contexts.push(context)
      context.on('page', (page) => {
        noise.listen(page)
        waitForAwake(page)
      })
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  enter: async ({ arrive, baseURL }, use) => {
    await use(async (who, options) => {
      const page = await arrive(options)
      const origin = options?.baseURL ?? baseURL ?? ''
      await signIn(page.context(), origin, who)
      await page.goto('/')
      await expect(page.locator('[data-mode="live"]:visible')).toBeVisible()
      return page
    })
  },
  as: async ({ baseURL }, use) => {
    const leave: (() => Promise<void>)[] = []
    await use(async (who) => {
      const api = await apiOf(baseURL ?? '', who)
      const opened: string[] = []
      leave.push(() => cancelAll(api, opened))
      return {
        ...api,
        open: async (input) => {
          const ticket = await api.open(input)
          opened.push(ticket.id)
          return ticket
        },
      }
    })
    // The hotel is everybody's: what stayed open would push later specs' tickets out of sight.
    for (const step of leave) await step()
  },
})

/** Those that can be: what was done, handed on or closed by then is refused, and may stay. */
async function cancelAll(api: Api, ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.ask('PUT', `/api/tickets/${id}/cancellation`, { id: newId(), reason: 'mistake' })
}

/** Their real password, without the form. */
export async function signIn(context: BrowserContext, origin: string, who: CastMember): Promise<void> {
  const { cookie } = await apiOf(origin, who)
  const [name = '', ...value] = cookie.split('=')
  await context.addCookies([{ name, value: value.join('='), url: origin, httpOnly: true, sameSite: 'Lax' }])
}

/** After a navigation of this page's, its first press is heard: see components/shell/awake.tsx. */
function waitForAwake(page: Page): void {
  // What is not of the app (an answer of the API, a browser's own error) never says so.
  const awake = page.locator('html[data-awake], html:not(:has(script[src*="/_next/"]))')
  const { goto, reload } = page
  page.goto = async (...args) => {
    const answer = await goto.apply(page, args)
    await expect(awake).toBeAttached()
    return answer
  }
  page.reload = async (...args) => {
    const answer = await reload.apply(page, args)
    await expect(awake).toBeAttached()
    return answer
  }
}

class Noise {
  private readonly heard: string[] = []
  private readonly allowed: RegExp[] = []

  listen(page: Page): void {
    page.on('pageerror', (error) => this.heard.push(`uncaught: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`${message.text()} (${message.location().url})`)
    })
  }

  allow(patterns: RegExp[]): void {
    this.allowed.push(...patterns)
  }

  unexpected(): string[] {
    return this.heard.filter((line) => !this.allowed.some((pattern) => pattern.test(line)))
  }
}
