/** The words of a reader's language, for whoever speaks to somebody who has no page open. */
import 'server-only'
import german from './messages/de.json'
import english from './messages/en.json'
import spanish from './messages/es.json'
import french from './messages/fr.json'

type Messages = typeof english

/** The other languages of `LOCALES` fall back to English until they have a message file. */
const FILES: Record<string, Messages> = { en: english, es: spanish, de: german, fr: french }

/** The words, and in which language they are. */
export function wordsIn(wished: string): { locale: string; messages: Messages } {
  const messages = FILES[wished]
  return messages ? { locale: wished, messages } : { locale: 'en', messages: english }
}
