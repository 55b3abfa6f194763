/** Every way in which a line may speak of a place. Pure. Shared. */
import { isCounted } from './counts'
import { type PlaceIndex, type Said, saidIn } from './place-index'
import { NUMBERED_THINGS, OTHER_UNITS, ROOM_FILLERS, ROOM_WORDS, SMALL_WORDS } from './vocabulary'
import { isSlip, type Word } from './words'

export interface Mention {
  /** A name; what looks like one but is none; "lift" without its number; half a name, or one with a slip. */
  kind: 'named' | 'unknown' | 'family' | 'part'
  name: string
  /** Who is called so: none, one, or several of a name. */
  ids: string[]
  /** Its words in the line. */
  at: number[]
  /** "room 412": it can be nothing else. */
  isMarked: boolean
  /** A room of one or two digits, which may as well be how many. */
  isSmallNumber: boolean
  /** For an unknown one of a family, the others of it. */
  near?: string[]
}

const MARKED = /^(?:rm|room|zi|zimmer|hab|qto|quarto)(\d+[a-z]?)$/

export function mentionsIn(words: readonly Word[], taken: ReadonlySet<number>, index: PlaceIndex): Mention[] {
  const said = saidIn(words)
  const used = new Set<number>(taken)
  const mentions: Mention[] = []
  const take = (mention: Mention) => {
    mentions.push(mention)
    for (const at of mention.at) used.add(at)
  }
  const isFree = (from: number, to: number) =>
    said.slice(from, to).every(({ at, word }) => word !== '' && !used.has(at))

  for (let from = 0; from < said.length; from++) {
    const marked = isFree(from, from + 1) ? markedAt(said, from, index) : null
    if (marked?.at.every((at) => !used.has(at))) take(marked)
  }
  for (let length = index.longest; length > 0; length--)
    for (let from = 0; from + length <= said.length; from++) {
      if (!isFree(from, from + length) || isSomethingElse(said, from)) continue
      const found = namedAt(said, from, length, index)
      if (found) take(found)
    }
  for (let from = 0; from < said.length; from++) {
    if (!isFree(from, from + 1)) continue
    const found = unknownAt(said, from, index) ?? partAt(said, from, index)
    if (found) take(found)
  }
  return mentions
}

const mention = (
  kind: Mention['kind'],
  name: string,
  ids: string[],
  at: number[],
  more: Partial<Mention> = {},
): Mention => ({
  kind,
  name,
  ids,
  at: [...new Set(at)],
  isMarked: false,
  isSmallNumber: false,
  ...more,
})

/** "room 412", "Zi. 412", "#412", "rm412". */
function markedAt(said: readonly Said[], from: number, index: PlaceIndex): Mention | null {
  const first = said[from]
  if (!first) return null
  const [, joined] = MARKED.exec(first.word) ?? []
  if (joined && !index.names.has(first.word))
    return mention(index.names.has(joined) ? 'named' : 'unknown', joined, index.names.get(joined) ?? [], [first.at], {
      isMarked: true,
    })
  if (!ROOM_WORDS.has(first.word)) return null
  let to = from + 1
  while (ROOM_FILLERS.has(said[to]?.word ?? '')) to++
  const number = said[to]
  if (!number || !/^\d+[a-z]?$/.test(number.word)) return null
  const at = said.slice(from, to + 1).map((one) => one.at)
  const ids = index.names.get(number.word) ?? []
  return mention(ids.length > 0 ? 'named' : 'unknown', number.word, ids, at, { isMarked: true })
}

/** "table 104", "20 min": a number of another kind. */
function isSomethingElse(said: readonly Said[], from: number): boolean {
  const isNumber = /^\d+$/.test(said[from]?.word ?? '')
  if (!isNumber) return false
  const after = said[from + 1]?.word ?? ''
  return (
    NUMBERED_THINGS.has(said[from - 1]?.word ?? '') ||
    OTHER_UNITS.has(after) ||
    isCounted((at) => said[at]?.word ?? '', from)
  )
}

function namedAt(said: readonly Said[], from: number, length: number, index: PlaceIndex): Mention | null {
  const part = said.slice(from, from + length)
  const name = part.map(({ word }) => word).join(' ')
  const at = part.map((one) => one.at)
  const ids = index.names.get(name)
  if (ids) return mention('named', name, ids, at, { isSmallNumber: /^\d{1,2}$/.test(name) })
  // "3rd floor", "3. Stock" are "floor 3".
  if (length !== 2) return null
  const [, number] = /^(\d+)(?:st|nd|rd|th|er|o|a)?$/.exec(part[0]?.word ?? '') ?? []
  const turned = number && part[1]?.word === 'floor' ? index.names.get(`floor ${number}`) : undefined
  return turned ? mention('named', `floor ${number}`, turned, at) : null
}

/** What can only be meant as a place, but none is called so. */
function unknownAt(said: readonly Said[], from: number, index: PlaceIndex): Mention | null {
  const here = said[from]
  if (!here || isSomethingElse(said, from)) return null
  const family = index.families.get(here.word)
  const next = said[from + 1]
  if (family && next && /^\d{1,2}$/.test(next.word))
    return mention('unknown', `${here.word} ${next.word}`, [], [here.at, next.at], { near: family.map(({ id }) => id) })
  if (family?.some(({ isEquipment }) => isEquipment))
    return mention(
      'family',
      here.word,
      family.map(({ id }) => id),
      [here.at],
    )
  if (!index.digits) return null
  const isLong = here.word.length >= 3 && here.word.length <= index.digits.most + 1
  if (/^\d+$/.test(here.word)) {
    const isLeading = from === 0 && here.word.length === 2 && index.digits.least >= 3 && said.length > 1
    return isLong || isLeading ? mention('unknown', here.word, [], [here.at]) : null
  }
  // A letter among the digits: "4l2", "412b".
  const isSlipped = isLong && /^\d+[a-z]\d*$/.test(here.word) && !/^\d+(st|nd|rd|th|x|h|kg|ml|cl)$/.test(here.word)
  return isSlipped ? mention('unknown', here.word, [], [here.at]) : null
}

function partAt(said: readonly Said[], from: number, index: PlaceIndex): Mention | null {
  const here = said[from]
  if (!here || here.word.length < 4 || /\d/.test(here.word) || SMALL_WORDS.has(here.word)) return null
  const ids = index.parts.get(here.word)
  if (ids) return mention('part', here.word, ids, withRest(said, from, ids, index))
  if (here.word.length < 5) return null
  const close = [...index.parts]
    .filter(([word]) => word.length >= 4 && isSlip(here.word, word))
    .flatMap(([, found]) => found)
  return close.length > 0 ? mention('part', here.word, [...new Set(close)], [here.at]) : null
}

/** The words after it that belong to the same name: "conference room". */
function withRest(said: readonly Said[], from: number, ids: readonly string[], { keys }: PlaceIndex): number[] {
  let to = from + 1
  while (to < said.length && ids.every((id) => keys.get(id)?.includes(said[to]?.word ?? ''))) to++
  return said.slice(from, to).map(({ at }) => at)
}
