/** Which place a line speaks of. Promise: a place is known only by its own name (or the same word in another language), said
 *  once and without a rival; whatever is unknown, misspelt, cut short or said of two places is to be asked. Pure. Shared. */
import type { Place } from '@/lib/places/schema'
import type { Mention } from './mentions'
import type { PlaceIndex } from './place-index'
import { distance, type Word } from './words'

export type PlaceRead =
  | { kind: 'none' }
  | { kind: 'known'; id: string; at: number[] }
  | {
      kind: 'unsure'
      /** Nothing here is called so; or more than one may be meant. */
      why: 'unknown' | 'several'
      said: string
      /** What may be meant, the likeliest first. */
      options: { id: string; at: number[] }[]
      at: number[]
      /** Which of them may be a number of something instead. */
      countAt: number | null
    }

export interface PlaceHints {
  /** Mentions that the item has claimed for itself: "pool towels". */
  dropped: ReadonlySet<Mention>
  isCountable: boolean
}

const SHOWN = 5

/** What the mentions come to. */
export function resolve(
  mentions: readonly Mention[],
  words: readonly Word[],
  index: PlaceIndex,
  hints: PlaceHints,
): PlaceRead {
  const all = mentions.filter((mention) => !hints.dropped.has(mention))
  const marked = all.filter(({ isMarked }) => isMarked)
  const firm = withoutAncestors(
    marked.length > 0 ? marked : all.filter(({ kind }) => kind === 'named' || kind === 'unknown'),
    index,
  )
  if (firm.length === 0) return soft(all, words)
  const ids = new Set(firm.flatMap((mention) => mention.ids))
  const [only] = firm
  const at = [...new Set(firm.flatMap((mention) => mention.at))].sort((a, b) => a - b)
  const said = saidIn(words, only?.at ?? [])
  if (only && ids.size === 1 && firm.every((mention) => mention.ids.length === 1)) {
    const [id = ''] = ids
    // Where rooms have small numbers, "4 towels" may be room 4 or four of them.
    const isDoubtful = marked.length === 0 && hints.isCountable && only.isSmallNumber && all.length === 1
    const options = [{ id, at: only.at }]
    if (isDoubtful) return { kind: 'unsure', why: 'several', said, options, at, countAt: numberAt(only) }
    return { kind: 'known', id, at }
  }
  const unknown = firm.filter((mention) => mention.ids.length === 0)
  const exact = firm.flatMap((mention) => mention.ids.map((id) => ({ id, at: mention.at })))
  const close = unknown.flatMap((mention) =>
    nearby(mention.name, mention.near ?? [], index).map((id) => ({ id, at: mention.at })),
  )
  const options = [...exact, ...close.filter(({ id }) => !ids.has(id))].slice(0, SHOWN)
  const countAt = numberAt(unknown.find(({ name }) => /^\d{1,3}$/.test(name)))
  if (unknown[0]) return { kind: 'unsure', why: 'unknown', said: saidIn(words, unknown[0].at), options, at, countAt }
  return {
    kind: 'unsure',
    why: 'several',
    said: firm.map((one) => saidIn(words, one.at)).join(', '),
    options,
    at,
    countAt: null,
  }
}

/** Only half of a name, or one with a slip in it: asked as well, but the words may turn out to be something else. */
function soft(mentions: readonly Mention[], words: readonly Word[]): PlaceRead {
  const found = mentions.find(({ kind }) => kind === 'family') ?? mentions.find(({ kind }) => kind === 'part')
  if (!found) return { kind: 'none' }
  const options = found.ids.slice(0, SHOWN).map((id) => ({ id, at: found.at }))
  const why = found.ids.length > 1 ? 'several' : 'unknown'
  return { kind: 'unsure', why, said: saidIn(words, found.at), options, at: found.at, countAt: null }
}

/** "Room" stands before its number. */
const numberAt = (mention: Mention | undefined): number | null => mention?.at.at(-1) ?? null

const saidIn = (words: readonly Word[], at: readonly number[]): string =>
  at.map((index) => words[index]?.text).join(' ')

/** "Ice machine, 3rd floor": the floor only says where the machine is. */
function withoutAncestors(mentions: readonly Mention[], { byId }: PlaceIndex): Mention[] {
  const above = new Set<string>()
  for (const id of mentions.flatMap((mention) => mention.ids))
    for (
      let place: Place | undefined = byId.get(byId.get(id)?.parentId ?? '');
      place;
      place = byId.get(place.parentId ?? '')
    )
      above.add(place.id)
  return mentions.filter(({ ids }) => ids.length === 0 || !ids.every((id) => above.has(id)))
}

/** Rooms whose number is one slip away, begins so, or lies next to it. */
function nearby(name: string, family: readonly string[], { numbered, byId }: PlaceIndex): string[] {
  if (family.length > 0) return family.slice(0, SHOWN)
  const number = Number(name)
  const apart = (other: string) => Math.abs(Number(other) - number) || 0
  const scored = numbered.flatMap(({ id, key }) => {
    const slips = distance(name, key, 2)
    const score =
      slips <= 1 ? slips : key.startsWith(name) ? 2 : apart(key) <= 3 && number > 0 ? 3 : slips === 2 ? 4 : null
    return score === null ? [] : [{ id, key, score }]
  })
  // Two slips are only worth a word where nothing is closer.
  const best = scored.filter(({ score }) => score < 4)
  return (best.length > 0 ? best : scored)
    .sort(
      (a, b) => a.score - b.score || likelySlip(name, b.key) - likelySlip(name, a.key) || apart(a.key) - apart(b.key),
    )
    .slice(0, SHOWN)
    .flatMap(({ id }) => (byId.has(id) ? [id] : []))
}

/** Two digits swapped come before one that is wrong. */
const likelySlip = (a: string, b: string): number => Number([...a].sort().join('') === [...b].sort().join(''))
