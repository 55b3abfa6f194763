/** What colleagues call each other: the first name, with more of the last as long as two would share it. Pure. */
import type { Person } from '@/lib/people/schema'

type Named = Pick<Person, 'id' | 'name'>

export function shortNames(people: Iterable<Named>): ReadonlyMap<string, string> {
  const all = [...people].map(({ id, name }) => ({ id, words: name.trim().split(/\s+/) }))
  const sharing = new Map<string, typeof all>()
  for (const person of all) {
    const first = person.words[0] ?? ''
    sharing.set(first, [...(sharing.get(first) ?? []), person])
  }
  return new Map(
    all.map(({ id, words }) => {
      const rivals = sharing.get(words[0] ?? '')?.filter((other) => other.id !== id) ?? []
      return [id, rivals.length === 0 ? (words[0] ?? '') : withInitial(words, rivals)]
    }),
  )
}

function withInitial(words: string[], rivals: { words: string[] }[]): string {
  const initial = (of: string[]) => (of.length > 1 ? ([...(of.at(-1) ?? '')][0] ?? '') : '')
  const isShared = initial(words) === '' || rivals.some((rival) => initial(rival.words) === initial(words))
  return isShared ? words.join(' ') : `${words[0]} ${initial(words)}.`
}

const known = new WeakMap<ReadonlyMap<string, Named>, ReadonlyMap<string, string>>()

/** The same, found once for all rows of a page. */
export function shortNamesIn(people: ReadonlyMap<string, Named>): ReadonlyMap<string, string> {
  const before = known.get(people)
  if (before) return before
  const short = shortNames(people.values())
  known.set(people, short)
  return short
}
