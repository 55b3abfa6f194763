/** The languages that have a file of words in `messages/`, and which of them a browser asks for. The others of `LOCALES` fall
 *  back to English. Pure and shared. */

export const LANGUAGES: Record<string, true> = { en: true, es: true, de: true, fr: true }

/** The first language of an Accept-Language header (RFC 9110, 12.5.4) that has words: "de-AT, de;q=0.9, en;q=0.8" is "de".
 *  English when none has, or there is no header. */
export function languageOf(accepted: string | null): string {
  const wished = (accepted ?? '').split(',').map((part, index) => {
    const [range = '', ...params] = part.trim().toLowerCase().split(';')
    const weight = params.map((one) => one.trim()).find((one) => one.startsWith('q='))
    return { language: range.split('-')[0] ?? '', quality: weight ? Number(weight.slice(2)) || 0 : 1, index }
  })
  const [best] = wished
    .filter(({ language, quality }) => Object.hasOwn(LANGUAGES, language) && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
  return best?.language ?? 'en'
}
