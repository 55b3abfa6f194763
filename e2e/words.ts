/** What a page says, to whoever sees it and to whoever listens, and which of it is still English. */
import type { Page } from '@playwright/test'
import german from '@/lib/words/messages/de.json' with { type: 'json' }
import english from '@/lib/words/messages/en.json' with { type: 'json' }
import spanish from '@/lib/words/messages/es.json' with { type: 'json' }
import french from '@/lib/words/messages/fr.json' with { type: 'json' }

const OTHERS = { es: spanish, de: german, fr: french }
export type Language = keyof typeof OTHERS

const valuesOf = (messages: object): string[] =>
  Object.values(messages).flatMap((value) => (typeof value === 'string' ? [value] : valuesOf(value)))

/** English sentences that this language words otherwise; those that fill something in as what surrounds it. */
function patternsOf(language: Language): RegExp[] {
  const own = new Set(valuesOf(OTHERS[language]))
  return (
    valuesOf(english)
      .filter((value) => !own.has(value) && !/, (plural|select)/.test(value))
      .filter((value) => /\p{L}{3}/u.test(value.replace(/\{\w+\}/g, '')))
      // "{name} changed {changes}" fits too much of what people write.
      .filter((value) => !/^\{.+\}$/.test(value))
      .map(
        (value) =>
          new RegExp(
            `^${value
              .split(/\{\w+\}/)
              .map(literally)
              .join('.+')}$`,
            'u',
          ),
      )
  )
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** What the hotel's people have written is in whatever language they write. */
const WRITTEN = '[role="log"]'

/** Every text, label, title and placeholder of the page that is an English sentence. */
export async function englishOn(page: Page, language: Language): Promise<string[]> {
  const said = await page.evaluate((written) => {
    const found = new Set<string>([document.title])
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest(written) || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT)$/.test(element.tagName)) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription'])
        found.add(element.getAttribute(name)?.trim() ?? '')
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent?.trim() ?? '')
    }
    return [...found].filter(Boolean)
  }, WRITTEN)
  const patterns = patternsOf(language)
  return said.filter((text) => patterns.some((pattern) => pattern.test(text)))
}
