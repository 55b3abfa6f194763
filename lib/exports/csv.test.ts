import { describe, expect, it } from 'vitest'
import { csvHead, csvLine } from './csv'

const columns = [
  { key: 'ticket', of: () => 'T-1001' },
  { key: 'text', of: ({ text }: { text: string }) => text },
  { key: 'photos', of: () => 0 },
]
const lineWith = (text: string) => csvLine(columns, { text })

/** As a spreadsheet does whose lists are parted by this: quotes count at the beginning of a cell only. */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= text.length; at++) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at]
        else if (text[at + 1] === '"') cell += text[at++]
        else break
      }
      at++
    }
    for (; at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n'; at++) cell += text[at]
    cells.push(cell)
  }
  return cells
}
const FORMULA = /^\s*[=+\-@＝＋－＠]/

describe('a formula in what somebody typed', () => {
  const lines = [
    '=1+1',
    'ok;=cmd|calc',
    'ok; \u00a0=cmd|calc',
    'ok;"=cmd|calc"',
    'ok;" =cmd|calc"',
    'two\n=cmd|calc',
    'two\r\n\t@cmd',
    'a\t+1',
    '\t-1',
    'wide;＝cmd',
    '; ;=a;=b;\n=c',
    '  =1+1',
  ]
  it.each(lines)('%j begins no cell, whatever parts the cells', (text) => {
    for (const separator of [',', ';', '\t']) {
      const cells = cellsOf(lineWith(text), separator)
      expect([separator, cells.filter((cell) => FORMULA.test(cell))]).toEqual([separator, []])
    }
    // Also where no quotes are known at all.
    for (const cell of lineWith(text).split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
  })

  it('would begin one as it was typed', () => {
    const asTyped = (text: string) => `T-1001,"${text.replaceAll('"', '""')}",0\r\n`
    const isFormula = (text: string, separator: string) =>
      cellsOf(asTyped(text), separator).some((cell) => FORMULA.test(cell))
    for (const text of lines) expect([text, [',', ';', '\t'].some((one) => isFormula(text, one))]).toEqual([text, true])
  })
})

it('leaves what is no formula as it is, quoted where it must be', () => {
  expect(csvHead(columns)).toBe('ticket,text,photos\r\n')
  expect(lineWith('a-b = c')).toBe('T-1001,a-b = c,0\r\n')
  expect(lineWith('one; two')).toBe('T-1001,"one; two",0\r\n')
  expect(lineWith('Two\nlines, "quoted"')).toBe('T-1001,"Two\nlines, ""quoted""",0\r\n')
})
