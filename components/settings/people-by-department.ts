/** People under their departments, each where they work; whoever works in two stands in both. Pure. */
import { fold } from '@/components/tickets/board-view'
import type { Person } from '@/lib/people/schema'

export interface PeopleGroup {
  /** Null for those in no department. */
  departmentId: string | null
  people: Person[]
}

export function peopleByDepartment(
  people: Iterable<Person>,
  query: string,
  nameOf: (departmentId: string) => string,
): PeopleGroup[] {
  const wanted = fold(query.trim())
  const groups = new Map<string | null, Person[]>()
  for (const person of people) {
    if (!fold(person.name).includes(wanted)) continue
    for (const id of person.departmentIds.length > 0 ? person.departmentIds : [null])
      groups.set(id, [...(groups.get(id) ?? []), person])
  }
  const label = (id: string | null) => (id === null ? '\uffff' : nameOf(id))
  return [...groups]
    .sort(([a], [b]) => label(a).localeCompare(label(b)))
    .map(([departmentId, members]) => ({ departmentId, people: members.sort((a, b) => a.name.localeCompare(b.name)) }))
}
