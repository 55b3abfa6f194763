/** What colleagues are called who were erased: the database has one name for all of them, and each reader their own word. Shared. */
import type { Person } from './schema'

export const FORMER = 'Former colleague'

export const isFormer = ({ name }: Pick<Person, 'name'>): boolean => name === FORMER

/** `word` in the place of their name. */
export const withFormer = <P extends Pick<Person, 'name'>>(people: readonly P[], word: string): P[] =>
  people.map((person) => (isFormer(person) ? { ...person, name: word } : person))
