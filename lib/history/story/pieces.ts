/** A line of text in pieces that a page is set from one by one. Pure. */
import 'server-only'

/** For a word that is wider than the line pdfkit measures all of what is left of it again for each line that it fills. */
const WORD = /[^ ]{1,60} {0,60}| {1,60}/gu
const WORDS = 20

/** Together they are the text. Where a word goes on in the next piece, a line may end. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let words = 0
  for (const word of text.match(WORD) ?? []) {
    const last = pieces.at(-1)
    // Only after one blank: many of them are measured as a word is.
    if (last !== undefined && words < WORDS && /[^ ] $/.test(last)) pieces[pieces.length - 1] = last + word
    else {
      pieces.push(word)
      words = 0
    }
    words += 1
  }
  return pieces
}
