/** The words of a language as a page loads them that no server has worded: an app without a network. Each language is a file of
 *  its own, so that nobody loads the others. Shared. */
import type english from './messages/en.json'

const LOADERS: Record<string, () => Promise<{ default: typeof english }>> = {
  en: () => import('./messages/en.json'),
  es: () => import('./messages/es.json'),
  de: () => import('./messages/de.json'),
  fr: () => import('./messages/fr.json'),
}

/** English for a language that has no words. */
export async function loadWords(locale: string): Promise<{ locale: string; messages: typeof english }> {
  const found = LOADERS[locale] ? locale : 'en'
  const { default: messages } = await (LOADERS[found] ?? (() => import('./messages/en.json')))()
  return { locale: found, messages }
}
