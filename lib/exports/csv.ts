/** A table as text: CSV after RFC 4180, and JSON Lines. Pure. */
import 'server-only'

export type Cell = string | number | boolean | null
export interface Column<Row> {
  /** What it is called in JSON. */
  key: string
  /** At the head of its column, where that is more than the key. */
  head?: string
  of: (row: Row) => Cell
}

/** By which Excel knows that a file is UTF-8. */
export const MARK = '\ufeff'

export const csvHead = <Row>(columns: readonly Column<Row>[]): string =>
  lineOf(columns.map(({ key, head }) => head ?? key))

export const csvLine = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  lineOf(columns.map(({ of }) => of(row)))

export const jsonLine = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  `${JSON.stringify(Object.fromEntries(columns.map(({ key, of }) => [key, of(row)])))}\n`

const lineOf = (cells: readonly Cell[]): string => `${cells.map(fieldOf).join(',')}\r\n`

/** Where a cell may begin: some spreadsheets part cells at semicolons and tabs, and then know no quotes in the middle of one. What
 *  follows would be taken for a formula (OWASP, "CSV Injection"), in half or in full width, after any blanks and quotes. */
const FORMULA = /(?<=^|[;\t\r\n])(?=(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g

function fieldOf(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : `${cell}`
  // An apostrophe makes it text, and stays out of sight there.
  const text = cell.replace(FORMULA, "'")
  return /[",;\r\n\t]/.test(text) || text !== cell ? `"${text.replaceAll('"', '""')}"` : text
}
