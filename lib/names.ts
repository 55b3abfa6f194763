/** Names in several languages. Shared. */

/** A text per language code ("en", "de"); English is always there and is what other languages fall back to. */
export type Names = Record<string, string>

/** The name in the reader's language, or in English. */
export const nameIn = (locale: string, value: Names): string => value[locale] ?? value.en ?? ''
