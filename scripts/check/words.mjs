/** Every language says what English says: the same keys, and in each sentence the same arguments and tags. A sentence that reads
 *  as in English is listed in same-as-english.mjs with the reason, or it was forgotten. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { SAME_AS_ENGLISH } from './same-as-english.mjs'

const FOLDER = 'lib/words/messages'

/** @typedef {{ [key: string]: string | Messages }} Messages */
/** @typedef {import('./same-as-english.mjs').Same} Same */

/**
 * @param {Record<string, Messages>} languages by code; `en` among them
 * @param {readonly Same[]} allowed
 * @returns {string[]} one sentence a finding
 */
export function wordTroubles({ en, ...others }, allowed = SAME_AS_ENGLISH) {
  const english = flatten(en ?? {})
  return [
    ...[...english].flatMap(([key, value]) => readable('en', key, value).troubles),
    ...Object.entries(others).flatMap(([language, messages]) => compare(language, flatten(messages), english, allowed)),
    ...idle(allowed, english, Object.fromEntries(Object.entries(others).map(([code, one]) => [code, flatten(one)]))),
  ]
}

/** @returns {Map<string, string>} "board.view.all" → "All" */
function flatten(/** @type {Messages} */ messages, prefix = '') {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

function compare(language, words, english, allowed) {
  const missing = [...english.keys()].filter((key) => !words.has(key)).map((key) => `${language}: ${key} is missing`)
  const extra = [...words.keys()]
    .filter((key) => !english.has(key))
    .map((key) => `${language}: ${key} is not in English`)
  const common = [...words].filter(([key]) => english.has(key))
  return [
    ...missing,
    ...extra,
    ...common.flatMap(([key, value]) => compareOne(language, key, value, english.get(key), allowed)),
  ]
}

function compareOne(language, key, value, original, allowed) {
  const at = `${language}: ${key}`
  if (value.trim() === '') return [`${at} is empty`]
  const { asks, troubles } = readable(language, key, value)
  if (troubles.length > 0) return troubles
  const wanted = readable('en', key, original).asks
  const lost = [...wanted].filter((one) => !asks.has(one)).map((one) => `${at} lacks ${one}`)
  const added = [...asks].filter((one) => !wanted.has(one)).map((one) => `${at} has ${one}, which English has not`)
  const isSame = value === original && !allowed.some((one) => covers(one, language, key))
  return [...lost, ...added, ...(isSame ? [`${at} is as in English: “${value}”`] : [])]
}

const covers = ({ keys, languages }, language, key) => keys.includes(key) && (languages?.includes(language) ?? true)

/** What a sentence needs from whoever says it, and what is wrong in itself. */
function readable(language, key, value) {
  try {
    const asks = new Set()
    const troubles = collect(parse(value), language, asks).map((trouble) => `${language}: ${key} ${trouble}`)
    return { asks, troubles }
  } catch (error) {
    return { asks: new Set(), troubles: [`${language}: ${key} cannot be read: ${error.message}`] }
  }
}

/** How many there are is worded as a language counts, so of a plural only its argument must be the same; the cases of a select
 *  are codes, and must all be. */
function collect(elements, language, asks) {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) {
      asks.add(`<${element.value}>`)
      return collect(element.children, language, asks)
    }
    const cases = Object.entries(element.options ?? {})
    asks.add(element.type === TYPE.select ? select(element, cases) : `{${element.value}${KINDS[element.type] ?? ''}}`)
    const within = cases.flatMap(([, { value }]) => collect(value, language, asks))
    return element.type === TYPE.plural ? [...uncounted(element, language), ...within] : within
  })
}

const KINDS = { [TYPE.plural]: ', plural', [TYPE.number]: ', number', [TYPE.date]: ', date', [TYPE.time]: ', time' }

const select = ({ value }, cases) =>
  `{${value}, select, ${cases
    .map(([name]) => name)
    .sort()
    .join(' ')}}`

/** A case that the language never counts by, or `one` where it counts so and the sentence does not say it. */
function uncounted({ value, options, pluralType }, language) {
  const { pluralCategories } = new Intl.PluralRules(language, { type: pluralType }).resolvedOptions()
  const names = Object.keys(options)
  const unknown = names.filter((name) => !name.startsWith('=') && !pluralCategories.includes(name))
  return [
    ...unknown.map((name) => `counts {${value}} by “${name}”, which the language does not have`),
    ...(pluralCategories.includes('one') && !names.includes('one') ? [`does not say one of {${value}}`] : []),
  ]
}

/** What is listed and is not the same, or is not there: it would hide what is forgotten later. */
function idle(allowed, english, others) {
  return allowed.flatMap(({ keys, languages = Object.keys(others) }) =>
    keys.flatMap((key) =>
      languages.some((language) => others[language]?.get(key) === english.get(key) && english.has(key))
        ? []
        : [`same-as-english.mjs lists ${key}, which is not as in English in ${languages.join(', ')}`],
    ),
  )
}

/** @param {string} root */
export function words(root) {
  const folder = path.join(root, FOLDER)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return wordTroubles(
    Object.fromEntries(
      files.map((file) => [path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]),
    ),
  )
}
