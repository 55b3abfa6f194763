/** The words of every language against the English ones: what is right passes, and whatever may go wrong in one is found. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { words, wordTroubles } from './words.mjs'

const EN = {
  product: 'Bellboard',
  board: {
    found: '{count, plural, =0 {Nothing} one {# ticket} other {# tickets}}',
    by: '{who, select, clock {By itself} other {By {who}}}',
    help: 'Ask <link>the desk</link> about {name}',
    cost: 'Costs {amount, number}',
  },
}
const ES = {
  product: 'Bellboard',
  board: {
    found: '{count, plural, =0 {Nada} one {# tique} other {# tiques}}',
    by: '{who, select, clock {Solo} other {Por {who}}}',
    help: 'Pregunte por {name} en <link>recepción</link>',
    cost: 'Cuesta {amount, number}',
  },
}
const SAME = [{ why: 'the name', keys: ['product'] }]

const found = (changed: Record<string, string>, allowed: Parameters<typeof wordTroubles>[1] = SAME) =>
  wordTroubles({ en: EN, es: { ...ES, board: { ...ES.board, ...changed } } }, allowed)

describe('the words', () => {
  it('of the hotel are whole', () => expect(words(path.resolve(import.meta.dirname, '../..'))).toEqual([]))

  it('pass when they say what English says', () => expect(found({})).toEqual([]))

  it('are missed where a key is missing', () => {
    const { cost: _, ...board } = ES.board
    expect(wordTroubles({ en: EN, es: { ...ES, board } }, SAME)).toEqual(['es: board.cost is missing'])
    expect(wordTroubles({ en: EN, es: { product: ES.product } }, SAME)).toHaveLength(4)
  })

  it.each([
    ['a key that English has not', { extra: 'Más' }, 'es: board.extra is not in English'],
    ['a sentence left empty', { cost: ' ' }, 'es: board.cost is empty'],
    [
      'another placeholder',
      { help: 'Pregunte por {nombre} en <link>recepción</link>' },
      /lacks \{name\}.*has \{nombre\}/,
    ],
    ['a tag left away', { help: 'Pregunte por {name} en recepción' }, 'es: board.help lacks <link>'],
    ['a tag of its own', { cost: '<b>Cuesta</b> {amount, number}' }, 'es: board.cost has <b>, which English has not'],
    ['a number as text', { cost: 'Cuesta {amount}' }, /lacks \{amount, number\}.*has \{amount\}/],
    ['a plural said as one', { found: '{count} tiques' }, /lacks \{count, plural\}/],
    ['a plural without its one', { found: '{count, plural, other {# tiques}}' }, /does not say one of \{count\}/],
    ['a plural as others count', { found: '{count, plural, one {#} few {#} other {#}}' }, /by “few”/],
    ['a case left away', { by: '{who, select, other {Por {who}}}' }, /lacks \{who, select, clock other\}/],
    [
      'a case that is a word',
      { by: '{who, select, reloj {Solo} other {Por {who}}}' },
      /has \{who, select, other reloj\}/,
    ],
    ['a placeholder lost within a case', { by: '{who, select, clock {Solo} other {Por alguien}}' }, /lacks \{who\}/],
    ['a brace left open', { cost: 'Cuesta {amount, number' }, /es: board\.cost cannot be read/],
    ['English', { cost: 'Costs {amount, number}' }, 'es: board.cost is as in English: “Costs {amount, number}”'],
  ])('are found out by %s', (_, changed, complaint) => {
    const troubles = found(changed as Record<string, string>).join('\n')
    if (typeof complaint === 'string') expect(troubles).toBe(complaint)
    else expect(troubles.replace(/\n/g, ' ')).toMatch(complaint)
  })

  it('may read as in English only where the list says so, for that language', () => {
    const english = { cost: EN.board.cost }
    const listed = { why: 'for this test', keys: ['board.cost'] }
    expect(found(english, [...SAME, listed])).toEqual([])
    expect(found(english, [...SAME, { ...listed, languages: ['es'] }])).toEqual([])
    expect(found(english, [...SAME, { ...listed, languages: ['fr'] }])).toHaveLength(2)
  })

  it.each(['board.cost', 'board.gone'])('are not listed in vain: %s', (key) => {
    const listed = { why: 'long ago', keys: [key] }
    expect(found({}, [...SAME, listed])).toEqual([`same-as-english.mjs lists ${key}, which is not as in English in es`])
  })

  it('are read in English too', () => {
    const [first] = wordTroubles(
      { en: { ...EN, broken: '{count, plural, one {#}}' }, es: { ...ES, broken: 'x' } },
      SAME,
    )
    expect(first).toMatch(/^en: broken cannot be read/)
  })
})
