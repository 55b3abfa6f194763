/** Many rows at once, the way PostgreSQL takes them fastest: `COPY`, text format (manual, "COPY", file formats). */
import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const PIECE = 256 * 1024

/** Rows of one table, all with the first one's columns, in a transaction. */
export async function copyRows<Row extends object>(
  sql: postgres.TransactionSql,
  table: PgTable,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const known = getTableColumns(table)
  const keys = Object.keys(first).filter((key) => key in known) as (keyof Row & string)[]
  const into = `${getTableName(table)} (${keys.map((key) => `"${snake(key)}"`).join(', ')})`
  const isJson = new Set(keys.filter((key) => known[key]?.dataType === 'json'))
  const lines = function* () {
    let piece = ''
    for (const row of rows) {
      piece += `${keys.map((key) => fieldOf(row[key], isJson.has(key))).join('\t')}\n`
      if (piece.length < PIECE) continue
      yield piece
      piece = ''
    }
    yield piece
  }
  await pipeline(Readable.from(lines()), await sql.unsafe(`copy ${into} from stdin`).writable())
}

function fieldOf(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return '\\N'
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (isJson) return escaped(JSON.stringify(value))
  return escaped(Array.isArray(value) ? `{${value.map(elementOf).join(',')}}` : `${value}`)
}

const elementOf = (value: unknown): string => (typeof value === 'number' ? `${value}` : `"${value}"`)

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)
