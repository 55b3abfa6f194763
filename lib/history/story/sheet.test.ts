/** A page takes as long as its words, whatever they are, and nobody waits for all of it. */
import { afterEach, expect, it, vi } from 'vitest'
import { piecesOf } from './pieces'
import { type Paper, paperFor, Sheet } from './sheet'

afterEach(() => vi.restoreAllMocks())

const papers: Paper[] = []
const newSheet = () => {
  const paper = paperFor('T-1', 'The Alder', 'en')
  papers.push(paper)
  paper.resume()
  return { paper, sheet: new Sheet(paper) }
}

/** How many letters are measured for a text. */
async function measuredFor(text: string): Promise<number> {
  const { paper, sheet } = newSheet()
  const measuring = vi.spyOn(paper, 'widthOfString')
  await sheet.line('12:00', text, 'Hana')
  return measuring.mock.calls.reduce((sum, [measured]) => sum + measured.length, 0)
}

it.each([
  ['one word', 'abcdefghi'.repeat(444)],
  ['signs that it does not have', '清'.repeat(4_000)],
  ['wide letters', 'W'.repeat(4_000)],
  ['blanks', `a${' '.repeat(3_998)}b`],
  ['words', 'towels and '.repeat(363)],
])('of %s each letter is measured a few times', async (_, text) => {
  expect(await measuredFor(text)).toBeLessThan(12 * text.length)
})

it('keeps nothing of what it has measured', async () => {
  const { paper, sheet } = newSheet()
  await sheet.line('12:00', 'Towels for 412', 'Hana')
  const { _font } = paper as unknown as { _font: { layoutCache?: object } }
  expect(_font.layoutCache).toBeUndefined()
})

it('gives everybody else a turn within a long text', async () => {
  const { sheet } = newSheet()
  let turns = 0
  const counting = setInterval(() => turns++, 1)
  await sheet.line('12:00', 'Towels and more towels, please. '.repeat(1_500), 'Hana')
  clearInterval(counting)
  expect(turns).toBeGreaterThan(5)
})

it('cuts a text where a line may end, and loses nothing of it', () => {
  const texts = [
    '',
    ' ',
    'Towels',
    `${'x'.repeat(130)} y`,
    'a b  c'.repeat(50),
    '𝔸'.repeat(100),
    `a${' '.repeat(200)}b`,
  ]
  for (const text of texts) expect(piecesOf(text).join('')).toBe(text)
  expect(piecesOf('Towels for 412, please')).toEqual(['Towels for 412, please'])
  expect(piecesOf('x'.repeat(130)).map(({ length }) => length)).toEqual([60, 60, 10])
  expect(piecesOf('word '.repeat(45)).map(({ length }) => length)).toEqual([100, 100, 25])
})

it('begins a new line where the text does, whatever it is written in', async () => {
  const heights = []
  for (const text of ['a\nb', 'hello\nПривет', 'a\n\nb']) {
    const { paper, sheet } = newSheet()
    const { y } = paper
    await sheet.note(text)
    heights.push(Math.round((paper.y - y) / paper.currentLineHeight(true)))
  }
  expect(heights).toEqual([2, 2, 3])
})
