/** What Lighthouse says of the three screens that everybody begins with. It drives a tab of its own, through the browser's
 *  debugging port, with somebody signed in. */
import lighthouse, { type Result } from 'lighthouse'
import { freePort } from '../scripts/services/ports.mjs'
import { cast, DESK, expect, signIn, TABLET, test } from './fixtures'

const CATEGORIES = ['accessibility', 'best-practices']
const LEAST = 95

const SCREENS = [
  { name: 'signing in', path: '/sign-in', who: null, ...DESK },
  { name: 'the board', path: '/', who: cast.felix, ...DESK },
  { name: 'My work', path: '/my-work', who: cast.jolanta, ...TABLET },
]

for (const { name, path, who, viewport } of SCREENS)
  test(`Lighthouse finds nothing against ${name}`, async ({ playwright, launchOptions, baseURL }) => {
    const port = await freePort()
    // Its own folder is the one whose cookies the tab has that Lighthouse opens.
    const context = await playwright.chromium.launchPersistentContext('', {
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    })
    try {
      if (who) await signIn(context, baseURL ?? '', who)
      const ran = await lighthouse(`${baseURL}${path}`, {
        port,
        logLevel: 'error',
        onlyCategories: CATEGORIES,
        formFactor: who === cast.jolanta ? 'mobile' : 'desktop',
        screenEmulation: { ...viewport, mobile: who === cast.jolanta, deviceScaleFactor: 1 },
        throttlingMethod: 'provided',
        disableStorageReset: true,
        disableFullPageScreenshot: true,
      })
      if (!ran) throw new Error('Lighthouse said nothing')
      expect(new URL(ran.lhr.finalDisplayedUrl).pathname).toBe(path)
      expect(Object.keys(ran.lhr.categories)).toEqual(CATEGORIES)
      for (const { title, score } of Object.values(ran.lhr.categories))
        expect(Math.round((score ?? 0) * 100), `${title}: ${faults(ran.lhr)}`).toBeGreaterThanOrEqual(LEAST)
    } finally {
      await context.close()
    }
  })

/** What it counts against the screen. */
const faults = ({ categories, audits }: Result): string =>
  Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]))
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 1)
    .map((audit) => JSON.stringify([audit?.id, audit?.title, audit?.details]))
    .join('\n')
