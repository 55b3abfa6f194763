/** What keeps people out of a screen who see little, or hear it. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules that look at colours: the rest of a page is the same in either theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Every violation, by light and in the dark. */
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Nothing here has frames: without looking for them axe needs no page of its own, which would take the focus away.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(STANDARDS)
      : axe.withRules(OF_COLOUR)
    ).analyze()
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes) found.push(`${colorScheme}, ${id}: ${target} ${failureSummary}`)
  }
  return found
}
