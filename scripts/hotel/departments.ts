/** Departments from `departments.csv` (code, name, and a name_xx column per language), or those most hotels have. */
import { departments as usual } from '@/db/demo/hotel'
import type { Department } from '@/lib/people/schema'
import { type Names, newId } from '@/lib/schema'
import { type Problem, readTable } from './table'

const CODE = /^[a-z][a-z0-9-]{0,31}$/

export const usualDepartments = (): Department[] => usual.map(({ code, names }) => ({ id: newId(), code, names }))

export function readDepartments(file: string, problems: Problem[]): Department[] {
  const shape = { required: ['code', 'name'], optional: [], also: /^name_[a-z]{2}$/ } as const
  const table = readTable<string>(file, shape, problems)
  const departments: Department[] = []
  for (const { line, get } of table.entries) {
    const code = get('code').toLowerCase()
    if (!CODE.test(code)) table.report(line, 'code', `"${code}" must be lower-case letters, digits and hyphens`)
    else if (departments.some((other) => other.code === code)) table.report(line, 'code', `"${code}" is there twice`)
    if (!get('name')) table.report(line, 'name', 'is empty')
    const names: Names = { en: get('name') }
    for (const column of table.extra) if (get(column)) names[column.slice('name_'.length)] = get(column)
    departments.push({ id: newId(), code, names })
  }
  return departments
}
