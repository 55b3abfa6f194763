/** What colleagues call each other: the first name, with more of the last as long as two would share it. Pure. */
import type { Person } from '@/lib/people/schema'

export function shortNames(people: Iterable<Pick<Person, 'id' | 'name'>>): ReadonlyMap<string, string> {
  const all = [...people].map(({ id, name }) => ({ id, words: name.trim().split(/\s+/) }))
  const short = new Map<string, string>()
  for (const person of all) {
    const rivals = all.filter((other) => other.id !== person.id && other.words[0] === person.words[0])
    short.set(person.id, rivals.length === 0 ? (person.words[0] ?? '') : withInitial(person.words, rivals))
  }
  return short
}

function withInitial(words: string[], rivals: { words: string[] }[]): string {
  const initial = (of: string[]) => (of.length > 1 ? ([...(of.at(-1) ?? '')][0] ?? '') : '')
  const isShared = initial(words) === '' || rivals.some((rival) => initial(rival.words) === initial(words))
  return isShared ? words.join(' ') : `${words[0]} ${initial(words)}.`
}
