/** What a word is when it is searched: without case and accents, in ASCII. Pure and shared: the text that is searched, what is
 *  typed, and what is highlighted are folded by this and nothing else. */

export interface Word {
  /** Where it stands in the text, in UTF-16 units. */
  from: number
  to: number
  folded: string
  /** With ae, oe, ue for its umlauts, where it has some: both spellings are found. */
  spelt: string | null
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const MARKS = /\p{M}+/gu
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }
/** Letters that no decomposition makes plain. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't' },
}

export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(WORDS)].map((match) => {
    const [word] = match
    const spelt = withUmlautsSpelt(word)
    const folded = fold(word)
    return { from: match.index, to: match.index + word.length, folded, spelt: spelt === null ? null : fold(spelt) }
  })

/** As a line to be searched: each word between blanks, other spellings at its end. Empty text is one blank. */
export function lineOf(text: string): string {
  const words = wordsIn(text)
  return [
    '',
    ...words.map(({ folded }) => folded),
    ...words.flatMap(({ spelt }) => (spelt === null ? [] : [spelt])),
    '',
  ].join(' ')
}

/** Lower-case ASCII letters and digits; what has no plain letter is spelt in a code of five. */
function fold(word: string): string {
  const plain = word.toLowerCase().normalize('NFKD').replace(MARKS, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is ASCII
  if (/^[\x00-\x7f]*$/.test(plain)) return plain
  return [...plain].map((letter) => (letter < '\x80' ? letter : (PLAIN[letter] ?? codeOf(letter)))).join('')
}

/** PostgreSQL's trigrams leave out letters that its locale does not know, and in "C" those are all beyond ASCII. "x" begins
 *  a code and is in none, so that a part of a word is found at whole letters only. */
const codeOf = (letter: string): string =>
  `x${[...(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')}`

function withUmlautsSpelt(word: string): string | null {
  const composed = word.toLowerCase().normalize('NFC')
  const spelt = composed.replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter)
  return spelt === composed ? null : spelt
}
