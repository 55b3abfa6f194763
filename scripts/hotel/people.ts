/** People from `people.csv`: name, email, role, departments (codes, separated by spaces or semicolons), language and
 *  password, of which the last two may be empty or left out. */
import { randomInt } from 'node:crypto'
import { role } from '@/lib/people/requests'
import { type Department, LOCALES, type Role } from '@/lib/people/schema'
import { newId } from '@/lib/schema'
import { type Problem, readTable } from './table'

export interface NewPerson {
  id: string
  name: string
  email: string
  role: Role
  locale: string
  departmentIds: string[]
  password: string
  /** Nobody knows it yet. */
  generated: boolean
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const SHORTEST_PASSWORD = 10
// Without letters and digits that look alike on paper.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** About 74 bits, in three groups that can be read aloud. */
export function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return [group(), group(), group()].join('-')
}

export const isEmail = (text: string): boolean => EMAIL.test(text) && text.length <= 254

/** What is wrong with a password that somebody chose. */
export const passwordProblem = (password: string): string | undefined =>
  password.length < SHORTEST_PASSWORD || password.length > 256
    ? `must have ${SHORTEST_PASSWORD} to 256 characters`
    : undefined

export function readPeople(file: string, departments: Department[], taken: string[], problems: Problem[]): NewPerson[] {
  const shape = {
    required: ['name', 'email', 'role'],
    optional: ['departments', 'language', 'password'],
  } as const
  const table = readTable<(typeof shape.required)[number] | (typeof shape.optional)[number]>(file, shape, problems)
  const emails = new Set(taken)
  return table.entries.map(({ line, get }) => {
    const report = (column: string, reason: string) => table.report(line, column, reason)
    const email = get('email').toLowerCase()
    if (!get('name') || get('name').length > 120) report('name', 'must have 1 to 120 characters')
    if (!isEmail(email)) report('email', `"${email}" is no e-mail address`)
    else if (emails.has(email)) report('email', `"${email}" is there twice`)
    emails.add(email)
    const parsedRole = role.safeParse(get('role').toLowerCase())
    if (!parsedRole.success) report('role', `"${get('role')}" must be one of ${role.options.join(', ')}`)
    const locale = get('language').toLowerCase() || 'en'
    if (!(LOCALES as readonly string[]).includes(locale))
      report('language', `"${locale}" must be one of ${LOCALES.join(', ')}`)
    const wrong = get('password') ? passwordProblem(get('password')) : undefined
    if (wrong) report('password', wrong)
    const departmentIds = idsOf(get('departments'), departments, (reason) => report('departments', reason))
    if (parsedRole.data === 'attendant' && get('departments') === '')
      report('departments', 'an attendant belongs to at least one')
    return {
      id: newId(),
      name: get('name'),
      email,
      role: parsedRole.data ?? 'attendant',
      locale,
      departmentIds,
      password: get('password') || makePassword(),
      generated: get('password') === '',
    }
  })
}

function idsOf(codes: string, departments: Department[], report: (reason: string) => void): string[] {
  const wanted = [
    ...new Set(
      codes
        .toLowerCase()
        .split(/[\s;,]+/)
        .filter(Boolean),
    ),
  ]
  return wanted.flatMap((code) => {
    const department = departments.find((candidate) => candidate.code === code)
    if (!department) report(`"${code}" must be one of ${departments.map((each) => each.code).join(', ')}`)
    return department ? [department.id] : []
  })
}
