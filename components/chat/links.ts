/** Web addresses in what people write. Only http and https become links; everything else stays text. Pure. */

export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu
const TRAILING = /[.,:;!?…'"»”’)\]}]+$/u

/** The text in pieces; joined again they are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0])
    const href = safeHref(address)
    if (!href) continue
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push({ kind: 'link', text: address, href })
    end = match.index + address.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

/** Punctuation after an address belongs to the sentence, except a bracket that the address itself opened. */
function withoutTrailing(found: string): string {
  let address = found
  for (let tail = TRAILING.exec(address); tail; tail = TRAILING.exec(address)) {
    const last = address.at(-1) ?? ''
    const opening = { ')': '(', ']': '[', '}': '{' }[last]
    if (opening && count(address, opening) >= count(address, last)) break
    address = address.slice(0, -1)
  }
  return address
}

const count = (text: string, character: string) => text.split(character).length - 1

function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, hostname, href } = new URL(address)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' ? href : null
}
