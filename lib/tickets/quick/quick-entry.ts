/** One line as a ticket: "412 towels 4", "zi 305 Abfluss verstopft dringend", in any order and any of the catalogue's
 *  languages. Promise: the same line is always understood the same, nothing that was typed is lost, and a place is never
 *  guessed (places.ts). Pure. Shared. */
import type { CatalogueItem } from '@/lib/catalogue/schema'
import type { Place } from '@/lib/places/schema'
import type { Priority } from '@/lib/tickets/schema'
import { findCounts } from './counts'
import { type ItemIndex, indexItems } from './item-index'
import { doubted, type ItemMatch, type ItemRead, matchItems, readItem } from './items'
import { leftOver } from './left-over'
import { type Mention, mentionsIn } from './mentions'
import { indexPlaces, type PlaceIndex } from './place-index'
import { type PlaceRead, resolve } from './places'
import { findPriority } from './priority'
import { type Due, findDue } from './times'
import { type Word, wordsOf } from './words'

export interface QuickIndex {
  places: PlaceIndex
  items: ItemIndex
}

export interface Reading {
  words: Word[]
  place: PlaceRead
  /** One alone may be unsure, too: a part of its name, beside other words. */
  item: ItemRead
  /** Null when it was not said. */
  quantity: number | null
  priority: Priority | null
  due: Due | null
  /** What else the line says: beside an item its note, without one the request itself. */
  text: string
  /** The line without its place: what is said to somebody who is there already. */
  message: string
}

export const indexHotel = (places: readonly Place[], catalogue: readonly CatalogueItem[]): QuickIndex => ({
  places: indexPlaces(places),
  items: indexItems(catalogue),
})

export function readLine(line: string, index: QuickIndex): Reading {
  const words = wordsOf(line)
  const time = findDue(words, (name) => index.places.names.has(name))
  const pressing = findPriority(words, new Set(time?.at))
  const told = new Set([...(time?.at ?? []), ...pressing.at])
  const counts = findCounts(words, told)
  const taken = new Set([...told, ...counts.explicitAt])
  const mentions = mentionsIn(words, taken, index.places)
  const isWord = ({ isQuoted, folded }: Word, at: number) => !isQuoted && !taken.has(at) && !/^\d+$/.test(folded)
  const free = words.flatMap((word, at) => (isWord(word, at) ? [at] : []))
  const candidates = matchItems(words, free, index.items)
  const best = readingsOf(mentions).map((dropped) => readWith(words, candidates, mentions, dropped, index))
  const { place, item: likely, isCountable } = best.reduce((a, b) => (b.score > a.score ? b : a))

  const spoken = new Set([...told, ...('at' in place ? place.at : [])])
  const near = new Set(matchesOf(likely).flatMap(({ at }) => at))
  // "Towels, 2 pillows": two of the other one.
  const others = new Set(candidates.filter(({ certainty }) => certainty === 'whole').flatMap(({ at }) => at))
  const kindAt = (at: number) => {
    if (spoken.has(at)) return 'spoken'
    return near.has(at) ? 'own' : others.has(at) ? 'other' : words[at]?.isQuoted ? 'text' : null
  }
  const counted = counts.ownOf(kindAt, isCountable)
  const placeAt = place.kind === 'known' ? place.at : []
  const textBeside = (item: ItemRead): string => {
    const itemAt = item.kind === 'known' ? item.match.at : []
    // Without an item the line is kept as it was written, with its time.
    const kept = item.kind === 'none' ? new Set([...spoken].filter((at) => !time?.at.includes(at))) : spoken
    const named = item.kind === 'known' ? index.items.ownWords(item.match.id) : null
    return leftOver(line, words, [...kept, ...itemAt, ...(counted?.at ?? [])], placeAt, named)
  }
  const item = doubted(likely, textBeside(likely))
  return {
    words,
    place,
    item,
    quantity: counted?.number ?? null,
    priority: pressing.priority,
    due: time?.due ?? null,
    text: textBeside(item),
    message: leftOver(line, words, placeAt, placeAt, null),
  }
}

const matchesOf = (item: ItemRead): ItemMatch[] =>
  item.kind === 'known' ? [item.match] : item.kind === 'unsure' ? item.matches : []

const MOST_NAMED = 3

/** Which mentions of named places may be words of the item instead: "pool towels". Each reading drops some of them. */
function readingsOf(mentions: readonly Mention[]): Set<Mention>[] {
  const named = mentions
    .filter(({ name, kind, isMarked }) => kind !== 'unknown' && !isMarked && !/^\d/.test(name))
    .slice(0, MOST_NAMED)
  return Array.from({ length: 2 ** named.length }, (_, bits) => new Set(named.filter((_, at) => (bits >> at) & 1)))
}

function readWith(
  words: readonly Word[],
  candidates: readonly ItemMatch[],
  mentions: readonly Mention[],
  dropped: ReadonlySet<Mention>,
  index: QuickIndex,
): { place: PlaceRead; item: ItemRead; isCountable: boolean; score: number } {
  const standing = mentions.filter((mention) => !dropped.has(mention))
  const isSoft = (mention: Mention) => mention.kind === 'family' || mention.kind === 'part'
  const firm = new Set(standing.filter((mention) => !isSoft(mention)).flatMap(({ at }) => at))
  // "Lift 2 stuck": the item may share words with the place, but not consist of them.
  const item = readItem(
    words,
    candidates.filter(({ at }) => at.some((one) => !firm.has(one))),
  )
  const matches = matchesOf(item)
  const isCountable = matches.length > 0 && matches.every(({ id }) => index.items.byId.get(id)?.countable === true)
  const place = resolve(mentions, words, index.places, { dropped, isCountable })
  return { place, item, isCountable, score: scoreOf(place, item, dropped, standing, firm) }
}

/** How well a reading explains the line; one that drops a place which its item does not explain is none. */
function scoreOf(
  place: PlaceRead,
  item: ItemRead,
  dropped: ReadonlySet<Mention>,
  standing: readonly Mention[],
  firm: ReadonlySet<number>,
): number {
  const best = item.kind === 'known' ? item.match : item.kind === 'unsure' ? item.matches[0] : undefined
  const at = new Set(item.kind === 'known' ? item.match.at : [])
  let score = (best?.score ?? -1) - [...at].filter((one) => firm.has(one)).length
  if (item.kind === 'unsure') score -= 0.5
  for (const mention of dropped) {
    const isWhole = mention.kind === 'named' || mention.kind === 'family'
    if (!mention.at.every((one) => at.has(one)) || best?.certainty === 'begun') return -100
    // Which lift, or which conference room it is must be asked, unless the line says where.
    if (mention.kind !== 'named' && mention.ids.length > 1 && !standing.some(({ kind }) => kind === 'named'))
      return -100
    if (isWhole && mention.at.every((one) => item.kind === 'known' && item.match.joined.includes(one))) score += 1.5
  }
  if (place.kind === 'known') score += place.at.length
  if (place.kind === 'unsure') score -= 0.5
  return score
}
