/** Filters that are typed between the words, as from:maria, has:photo or from:"Hana Kovac". Pure. */
import { fold } from '@/components/tickets/board-view'
import { LISTED, type Listed } from './asked'

/** What each kind is called before the colon, in the reader's language; in English it is known always. */
export type Prefixes = Readonly<Record<Listed, string>>

export interface Begun {
  kind: Listed
  /** What stands behind the colon so far. */
  value: string
  /** What was typed, without it. */
  rest: string
}

// “ opens in English, and closes in German.
const OPENING = '["“„«]'
const CLOSING = '["“”»]'
const WORD = String.raw`(?:^|\s)(?<word>\p{L}+):`
const QUOTED = `${OPENING}(?<quoted>[^"“”»]+)`
const BEGUN = new RegExp(String.raw`${WORD}(?:${OPENING}(?<quoted>[^"“”»]*)|(?<plain>[^\s"“„«]\S*)?)$`, 'u')
const ENDED = new RegExp(String.raw`${WORD}(?:${QUOTED}${CLOSING}|(?<plain>[^\s"“„«]\S*)(?=\s))`, 'u')
// An address of the web is no filter.
const WRITTEN = new RegExp(String.raw`${WORD}(?:${QUOTED}(?:${CLOSING}|$)|(?<plain>[^\s/"“„«]\S*))`, 'u')

/** The filter that is being typed at the end. */
export const begunIn = (typed: string, prefixes: Prefixes): Begun | null => readAt(BEGUN.exec(typed), typed, prefixes)

/** The first filter that was typed to its end: there is a blank behind it, or its quotes are closed. */
export const endedIn = (typed: string, prefixes: Prefixes): Begun | null => readAt(ENDED.exec(typed), typed, prefixes)

/** What was typed as a filter and is none: there is no such kind (null), or it has nothing of that name. */
export function failedIn(
  typed: string,
  prefixes: Prefixes,
): { kind: Listed | null; word: string; value: string } | null {
  const { word = '', quoted, plain = '' } = WRITTEN.exec(typed)?.groups ?? {}
  return word === '' ? null : { kind: kindOf(word, prefixes), word, value: quoted ?? plain }
}

function readAt(match: RegExpExecArray | null, typed: string, prefixes: Prefixes): Begun | null {
  if (!match) return null
  const { word = '', quoted, plain = '' } = match.groups ?? {}
  const kind = kindOf(word, prefixes)
  if (!kind) return null
  const rest = `${typed.slice(0, match.index)} ${typed.slice(match.index + match[0].length)}`
  return { kind, value: quoted ?? plain, rest: rest.replace(/\s+/g, ' ').trimStart() }
}

const kindOf = (word: string, prefixes: Prefixes): Listed | null =>
  LISTED.find((one) => one === word.toLowerCase() || fold(prefixes[one]) === fold(word)) ?? null
