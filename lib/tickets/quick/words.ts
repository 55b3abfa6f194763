/** Words as people type them, and when two are the same word: without accents, in the plural, misspelt. Pure. Shared. */

export interface Word {
  /** As typed. */
  text: string
  folded: string
  /** Where it stands in the line. */
  from: number
  to: number
  /** Between quotation marks: taken as text, whatever it looks like. */
  isQuoted: boolean
  /** Set off from the word before by a comma or colon. */
  isSetOff: boolean
}

const ODD: Record<string, string> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd' }

/** Nearly all that is typed, and with each key everything it may become is folded. */
const ASCII = /^[\x20-\x7e]*$/

const unaccented = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßłøæœđ]/g, (letter) => ODD[letter] ?? letter)

/** Lower case without accents; without hyphens too, unless there are digits: "Wi-Fi" is "wifi", but "12-3" is not "123". */
export function fold(text: string): string {
  const plain = ASCII.test(text) ? text.toLowerCase() : unaccented(text)
  return /\d/.test(plain) ? plain : plain.replace(/['’-]/g, '')
}

const WORD = /["“”„«»]|\d+[:.]\d+|[\p{L}\p{N}\p{M}]+(?:['’/-][\p{L}\p{N}\p{M}]+)*|[#×&+]|!+/gu
const QUOTE = /^["“”„«»]$/

export function wordsOf(line: string): Word[] {
  const words: Word[] = []
  let isQuoted = false
  for (const { 0: text, index } of line.matchAll(WORD)) {
    if (QUOTE.test(text)) {
      isQuoted = !isQuoted
      continue
    }
    let from = index
    for (const part of partsOf(text)) {
      const at = line.indexOf(part, from)
      const isSetOff = /[,.;:]/.test(line.slice(words.at(-1)?.to ?? 0, at))
      words.push({
        text: part,
        folded: isPiece(part) ? 'stk' : fold(part),
        from: at,
        to: at + part.length,
        isQuoted,
        isSetOff,
      })
      from = at + part.length
    }
  }
  return words
}

/** German for "piece" would fold into the English "stuck". */
const isPiece = (text: string): boolean => /^st(?:ü|ue)cke?$/iu.test(text.normalize('NFC'))

/** "412-towels", "412towels4" and "towels/pillows" are several words; "a/c", "pick-up" and "12-3" are one. */
function partsOf(text: string): string[] {
  if (/^\d+-\p{L}{2,}/u.test(text)) return text.split(/(?<=\d)-(?=\p{L})/u)
  if (/^\d{2,}\p{L}{4,}\d*$/u.test(text)) return text.match(/\d+|\p{L}+/gu) ?? [text]
  return /\p{L}{3,}\/\p{L}{3,}/u.test(text) ? text.split('/') : [text]
}

const EXACT = 1
const INFLECTED = 0.95
export const MISSPELT = 0.8

/** From here on it is the same word, not one misspelt. */
export const SURE = 0.9

/** How surely a typed word is this word: 1 to the letter, less for another ending or a slip, 0 for another word. Both folded. */
export function likeness(typed: string, word: string): number {
  if (typed === word) return EXACT
  if (isInflected(typed, word) || isInflected(word, typed)) return INFLECTED
  return isSlip(typed, word) ? MISSPELT : 0
}

const ENDINGS = ['s', 'es', 'n', 'en', 'e', 'er', 'ern', 'ing', 'ed']

const isInflected = (longer: string, base: string): boolean =>
  base.length >= 3 &&
  ((longer.startsWith(base) && ENDINGS.includes(longer.slice(base.length))) ||
    (base.endsWith('l') && longer === `${base.slice(0, -1)}is`) ||
    (base.endsWith('ao') && longer === `${base.slice(0, -2)}oes`))

/** One slip from four letters on, two from eight; the first letter is seldom the one that slips. */
export function isSlip(typed: string, word: string): boolean {
  const length = Math.min(typed.length, word.length)
  if (length < 4 || /\d/.test(typed + word)) return false
  const isSwapped = typed[0] === word[1] && typed[1] === word[0]
  if (typed[0] !== word[0] && !isSwapped) return false
  const allowed = length >= 8 ? 2 : 1
  return distance(typed, word, allowed) <= allowed
}

/** How many letters to add, drop, change or swap with their neighbour; `most` + 1 when it is more than that. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[b.length] ?? most + 1
}
