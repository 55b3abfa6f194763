/** Places from `places.csv`: name, kind and parent. A parent is named as it is, or with its own parents before it
 *  ("Main building/Floor 2") when there are several of that name. Rows may come in any order. */
import { PLACE_KINDS, type Place, type PlaceKind } from '@/lib/places/schema'
import { newId } from '@/lib/schema'
import { type Problem, readTable } from './table'

interface Read extends Place {
  line: number
  wantedParent: string
}

/** What a place may lie in. */
const LIES_IN: Record<PlaceKind, readonly PlaceKind[]> = {
  building: [],
  floor: ['building'],
  room: ['floor', 'building'],
  area: ['floor', 'building', 'area'],
  equipment: ['room', 'area', 'floor', 'building'],
}

/** Parents come before their children. */
export function readPlaces(file: string, problems: Problem[]): Place[] {
  const shape = { required: ['name', 'kind'], optional: ['parent'] } as const
  const table = readTable<'name' | 'kind' | 'parent'>(file, shape, problems)
  const places = table.entries.map(({ line, get }): Read => {
    const kind = PLACE_KINDS.find((candidate) => candidate === get('kind').toLowerCase())
    if (!kind) table.report(line, 'kind', `"${get('kind')}" must be one of ${PLACE_KINDS.join(', ')}`)
    if (!get('name') || get('name').length > 120 || get('name').includes('/'))
      table.report(line, 'name', 'must have 1 to 120 characters, and no slash')
    return { id: newId(), parentId: null, kind: kind ?? 'area', name: get('name'), line, wantedParent: get('parent') }
  })
  for (const place of places)
    place.parentId = parentOf(place, places, (reason) => table.report(place.line, 'parent', reason))
  reportTwins(places, (place) => table.report(place.line, 'name', `"${place.name}" is there twice in the same place`))
  const { ordered, circular } = inOrder(places)
  for (const { line, name } of circular) table.report(line, 'parent', `"${name}" would lie in itself`)
  return ordered.map(({ id, parentId, kind, name }) => ({ id, parentId, kind, name }))
}

function parentOf(place: Read, places: Read[], report: (reason: string) => void): string | null {
  const { wantedParent, kind } = place
  if (!wantedParent) {
    if (kind !== 'building') report(`is empty: a ${kind} lies in a ${LIES_IN[kind].join(' or ')}`)
    return null
  }
  const found = places.filter((candidate) => candidate !== place && isNamed(candidate, wantedParent, places))
  const [parent] = found
  if (!parent) report(`"${wantedParent}" is not in this file`)
  else if (found.length > 1)
    report(
      `"${wantedParent}" is there ${found.length} times: put its own parent before it, as in "Main building/${wantedParent}"`,
    )
  else if (!LIES_IN[kind].includes(parent.kind))
    report(`a ${kind} cannot lie in "${wantedParent}", which is a ${parent.kind}`)
  return found.length === 1 && parent ? parent.id : null
}

/** Compares from the end: "Floor 2", "Main building/Floor 2". */
function isNamed(place: Read, wanted: string, places: Read[]): boolean {
  const steps = wanted.split('/').map((step) => step.trim().toLowerCase())
  const last = steps.pop()
  if (place.name.toLowerCase() !== last) return false
  if (steps.length === 0) return true
  const above = steps.join('/')
  return places.some(
    (candidate) =>
      candidate !== place &&
      place.wantedParent &&
      isSameName(candidate, place.wantedParent) &&
      isNamed(candidate, above, places),
  )
}

const isSameName = (place: Read, wanted: string) =>
  place.name.toLowerCase() === wanted.split('/').at(-1)?.trim().toLowerCase()

function reportTwins(places: Read[], report: (place: Read) => void) {
  const seen = new Set<string>()
  for (const place of places.filter(({ parentId, kind }) => parentId !== null || kind === 'building')) {
    const key = `${place.parentId}/${place.name.toLowerCase()}`
    if (seen.has(key)) report(place)
    seen.add(key)
  }
}

/** `circular` lie in each other, or in such a place. */
function inOrder(places: Read[]): { ordered: Read[]; circular: Read[] } {
  const ordered: Read[] = []
  const placed = new Set<string | null>([null])
  let left = places
  while (left.length > 0) {
    const next = left.filter((place) => placed.has(place.parentId))
    if (next.length === 0) break
    for (const place of next) placed.add(place.id)
    ordered.push(...next)
    left = left.filter((place) => !placed.has(place.id))
  }
  return { ordered, circular: left }
}
