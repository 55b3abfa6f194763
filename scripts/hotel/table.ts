/** A CSV file with a header, read into records; whatever is wrong is reported by line and column, all of it at once. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseCsv } from './csv'

/** "people.csv, line 7, role: …" */
export interface Problem {
  file: string
  line: number
  column: string
  reason: string
}

export const sentence = ({ file, line, column, reason }: Problem): string =>
  `${path.basename(file)}, line ${line}${column && `, ${column}`}: ${reason}`

export interface Entry<Column extends string> {
  line: number
  get(column: Column): string
}

export interface Table<Column extends string> {
  file: string
  entries: Entry<Column>[]
  /** Columns beyond the known ones, such as `name_de`. */
  extra: string[]
  report(line: number, column: string, reason: string): void
}

interface Shape<Column extends string> {
  required: readonly Column[]
  optional: readonly Column[]
  /** Other columns that may be there. */
  also?: RegExp
}

export function readTable<Column extends string>(
  file: string,
  shape: Shape<Column>,
  problems: Problem[],
): Table<Column> {
  const report = (line: number, column: string, reason: string) => problems.push({ file, line, column, reason })
  const table: Table<Column> = { file, entries: [], extra: [], report }
  const rows = rowsOf(file, report)
  const header = rows[0]
  if (!header) return table
  const columns = header.cells.map((cell) => cell.toLowerCase())
  if (!checkHeader(columns, header.line, shape, report)) return table
  table.extra = columns.filter((column) => shape.also?.test(column))
  for (const { line, cells } of rows.slice(1)) {
    if (cells.length > columns.length) report(line, '', `has ${cells.length} cells, the header has ${columns.length}`)
    table.entries.push({ line, get: (column) => cells[columns.indexOf(column)] ?? '' })
  }
  return table
}

function rowsOf(file: string, report: Table<string>['report']) {
  try {
    const rows = parseCsv(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)))
    if (rows.length === 0) report(1, '', 'is empty: its first line names the columns')
    return rows
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const line = Number(/^line (\d+): /.exec(message)?.[1] ?? 1)
    if (code === 'ENOENT') report(1, '', 'there is no such file')
    else if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') report(1, '', 'is not UTF-8: save it as "CSV UTF-8"')
    else report(line, '', message.replace(/^line \d+: /, ''))
    return []
  }
}

function checkHeader(columns: string[], line: number, shape: Shape<string>, report: Table<string>['report']): boolean {
  const known = [...shape.required, ...shape.optional]
  const missing = shape.required.filter((column) => !columns.includes(column))
  for (const column of missing) report(line, column, `this column is missing; there are ${columns.join(', ')}`)
  columns.forEach((column, index) => {
    if (columns.indexOf(column) !== index) report(line, column, 'there are two columns of this name')
    else if (!known.includes(column) && !shape.also?.test(column))
      report(line, column, `is not a column I know; there may be ${known.join(', ')}`)
  })
  return missing.length === 0
}
