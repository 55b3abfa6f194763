/** What a word is when it is searched: without case and accents, in ASCII. Pure and shared: the text that is searched, what is
 *  typed, and what is highlighted are folded by this and nothing else. */

export interface Word {
  /** Where it stands in the text, in UTF-16 units. */
  from: number
  to: number
  folded: string
  /** With ae, oe, ue for its umlauts, or the other way round: people write them so and so, and both are found. */
  other: string | null
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const MARKS = /\p{M}+/gu
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }
/** Letters that no decomposition makes plain. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't' },
}

export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(WORDS)].flatMap((match) => {
    const [word] = match
    const folded = fold(word)
    // Accents alone, on nothing.
    if (folded === '') return []
    return [{ from: match.index, to: match.index + word.length, folded, other: otherSpelling(word, folded) }]
  })

/** As a line to be searched: each word between blanks, other spellings at its end. Empty text is one blank. */
export function lineOf(text: string): string {
  const words = wordsIn(text)
  return [
    '',
    ...words.map(({ folded }) => folded),
    ...words.flatMap(({ other }) => (other === null ? [] : [other])),
    '',
  ].join(' ')
}

/** Lower-case ASCII letters and digits; what has no plain letter is spelt in a code of five. */
function fold(word: string): string {
  // Decomposed first: there are letters of mathematics that are capitals only then.
  const plain = word.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARKS, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is ASCII
  if (/^[\x00-\x7f]*$/.test(plain)) return plain
  return [...plain].map((letter) => (letter < '\x80' ? letter : (PLAIN[letter] ?? codeOf(letter)))).join('')
}

/** PostgreSQL's trigrams leave out letters that its locale does not know, and in "C" those are all beyond ASCII. "x" begins
 *  a code and is in none, so that a part of a word is found at whole letters only. */
const codeOf = (letter: string): string =>
  `x${[...(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')}`

/** Of "Schlüssel" schluessel, and of "Schluessel" schlussel; null where there is only one. A vowel or q before it, or the end of
 *  the word behind it, says that it is no umlaut: "queue", "influence" are left to themselves where that can be told. */
function otherSpelling(word: string, folded: string): string | null {
  const composed = word.toLowerCase().normalize('NFC')
  const spelt = composed.replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter)
  if (spelt !== composed) return fold(spelt)
  // What is no plain letter is spelt in letters that mean nothing.
  if (folded.length < UMLAUT_LENGTH || !/^[a-z\d]+$/.test(composed)) return null
  const plain = folded.replace(/(?<![aeiouq])([aou])e(?=[b-df-hj-np-tv-z])/g, '$1')
  return plain === folded ? null : plain
}

/** In what is shorter, as in "fuel", two vowels are two vowels. */
const UMLAUT_LENGTH = 6
