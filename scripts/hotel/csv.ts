/** CSV as spreadsheets write it (RFC 4180): quotes, quoted line breaks, a byte-order mark, commas or semicolons. Every row
 *  knows the line it began on. */

export interface Row {
  line: number
  cells: string[]
}

/** Throws on a quote that is never closed, naming its line. */
export function parseCsv(text: string): Row[] {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(source)
  const rows: Row[] = []
  let at = 0
  let line = 1
  while (at < source.length) {
    const begin = line
    const cells: string[] = []
    for (;;) {
      const cell = source[at] === '"' ? quoted(source, at, begin) : bare(source, at, separator)
      cells.push(cell.value.trim())
      line += cell.value.split('\n').length - 1
      at = cell.end
      if (source[at] !== separator) break
      at++
    }
    if (source[at] !== undefined && source[at] !== '\n')
      throw new Error(`line ${begin}: there is text after a closing quote`)
    at++
    line++
    if (cells.some((cell) => cell !== '')) rows.push({ line: begin, cells })
  }
  return rows
}

/** Spreadsheets of many languages write semicolons. */
const separatorOf = (source: string) => {
  const first = source.split('\n', 1)[0] ?? ''
  return first.split(';').length > first.split(',').length ? ';' : ','
}

function bare(source: string, at: number, separator: string): { value: string; end: number } {
  let end = at
  while (end < source.length && source[end] !== separator && source[end] !== '\n') end++
  return { value: source.slice(at, end), end }
}

function quoted(source: string, at: number, line: number): { value: string; end: number } {
  let value = ''
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] !== '"') value += source[end]
    else if (source[end + 1] === '"') {
      value += '"'
      end++
    } else return { value, end: end + 1 }
  }
  throw new Error(`line ${line}: a quote is never closed`)
}
