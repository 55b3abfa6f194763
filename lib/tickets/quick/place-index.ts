/** A hotel's places as they can be said. Made once for a hotel. Pure. Shared. */
import type { Place } from '@/lib/places/schema'
import { PLACE_WORDS, SMALL_WORDS, WEAK_WORDS } from './vocabulary'
import { fold, type Word, wordsOf } from './words'

export interface PlaceIndex {
  byId: ReadonlyMap<string, Place>
  /** Words of a name → who is called so. */
  names: ReadonlyMap<string, string[]>
  /** Of how many words the longest name is. */
  longest: number
  /** "lift" → Lift 1, Lift 2. */
  families: ReadonlyMap<string, { id: string; isEquipment: boolean }[]>
  /** A place's name in words. */
  keys: ReadonlyMap<string, string[]>
  /** One telling word of a longer name → whose names have it. */
  parts: ReadonlyMap<string, string[]>
  /** Places that are called by a number, such as rooms. */
  numbered: readonly { id: string; key: string }[]
  /** How many digits a room's number has, at least and at most; null where rooms have no numbers. */
  digits: { least: number; most: number } | null
}

/** A word of the line in the one language that names are compared in. */
export interface Said {
  word: string
  /** Its place in the line. */
  at: number
}

const EQUAL = new Map(
  Object.entries(PLACE_WORDS).flatMap(([canon, others]) =>
    others.split('|').map((other): [string, string[]] => [
      wordsOf(other)
        .map(({ folded }) => folded)
        .join(' '),
      canon.split(' '),
    ]),
  ),
)
const LONGEST_EQUAL = Math.max(...[...EQUAL.keys()].map((key) => key.split(' ').length))

/** The line with places' words of other languages replaced: "Aufzug 2" is "lift 2". */
export function saidIn(words: readonly Word[]): Said[] {
  const said: Said[] = []
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_EQUAL, words.length - at)
    const keyOf = (count: number) =>
      words
        .slice(at, at + count)
        .map((word) => (word.isQuoted ? '' : word.folded))
        .join(' ')
    while (length > 0 && !EQUAL.has(keyOf(length))) length--
    const equal = EQUAL.get(keyOf(length))
    const count = Math.max(length, 1)
    if (equal) {
      const last = equal.length - 1
      // Every word of the line belongs to some word of the name.
      for (const [index, word] of equal.entries()) said.push({ word, at: at + Math.min(index, count - 1) })
      for (let rest = last + 1; rest < count; rest++) said.push({ word: '', at: at + rest })
    } else said.push({ word: words[at]?.isQuoted ? '' : (words[at]?.folded ?? ''), at })
    at += count
  }
  return said
}

const keyOf = (name: string): string =>
  saidIn(wordsOf(name))
    .map(({ word }) => word)
    .filter(Boolean)
    .join(' ')

export function indexPlaces(places: readonly Place[]): PlaceIndex {
  const byId = new Map(places.map((place) => [place.id, place]))
  const names = new Map<string, string[]>()
  const families = new Map<string, { id: string; isEquipment: boolean }[]>()
  const parts = new Map<string, string[]>()
  const keys = new Map<string, string[]>()
  const numbered: { id: string; key: string }[] = []
  for (const place of places) {
    const key = keyOf(place.name)
    add(names, key, place.id)
    const words = key.split(' ')
    keys.set(place.id, words)
    const last = words.at(-1) ?? ''
    if (words.length === 1 && /\d/.test(key)) numbered.push({ id: place.id, key })
    if (words.length === 2 && /^\d+$/.test(last))
      add(families, words[0] ?? '', { id: place.id, isEquipment: place.kind === 'equipment' })
    for (const word of words)
      if (word.length >= 4 && !/\d/.test(word) && !WEAK_WORDS.has(word) && !SMALL_WORDS.has(word))
        add(parts, word, place.id)
  }
  addQualified(names, places, byId)
  const lengths = numbered.filter(({ key }) => /^\d+$/.test(key)).map(({ key }) => key.length)
  const digits = lengths.length > 0 ? { least: Math.min(...lengths), most: Math.max(...lengths) } : null
  const longest = Math.max(1, ...[...names.keys()].map((key) => key.split(' ').length))
  return { byId, names, longest, families, keys, parts, numbered, digits }
}

/** Two houses may both have a 412: then "412 Tower" says which. */
function addQualified(names: Map<string, string[]>, places: readonly Place[], byId: ReadonlyMap<string, Place>) {
  const ambiguous = places.filter(({ name }) => (names.get(keyOf(name))?.length ?? 0) > 1)
  for (const place of ambiguous)
    for (let above = byId.get(place.parentId ?? ''); above; above = byId.get(above.parentId ?? '')) {
      add(names, `${keyOf(place.name)} ${keyOf(above.name)}`, place.id)
      add(names, `${keyOf(above.name)} ${keyOf(place.name)}`, place.id)
    }
}

/** What to write so that exactly this place is understood. */
export function writtenName(id: string, { byId, names }: PlaceIndex): string {
  const place = byId.get(id)
  if (!place) return ''
  const isAlone = (name: string) => names.get(keyOf(name))?.length === 1
  if (isAlone(place.name)) return /^\d{1,2}$/.test(fold(place.name)) ? `#${place.name}` : place.name
  for (let above = byId.get(place.parentId ?? ''); above; above = byId.get(above.parentId ?? '')) {
    const name = `${place.name} ${above.name}`
    if (isAlone(name)) return name
  }
  return place.name
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
