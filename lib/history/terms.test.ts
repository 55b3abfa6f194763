import { describe, expect, it } from 'vitest'
import { lineOf } from './fold'
import { rangesIn, termsOf } from './terms'

const highlighted = (text: string, query: string) =>
  rangesIn(text, termsOf(query)).map(({ from, to }) => text.slice(from, to))

describe('what is looked for', () => {
  it('is every word, short ones whole, and what stands between quotation marks as it stands', () => {
    expect(termsOf('TV kaputt "im Bad"')).toEqual([' tv ', 'kaputt', ' im bad '])
    for (const quoted of ['“im Bad”', '„im Bad“', '«im Bad»', '”im Bad"'])
      expect(termsOf(`TV kaputt ${quoted}`), quoted).toEqual([' tv ', 'kaputt', ' im bad '])
    expect(termsOf('Tür')).toEqual(['tur'])
    expect(termsOf('  "" - ')).toEqual([])
    expect(termsOf('a b c d e f g h i j k l m n a B')).toHaveLength(14)
  })

  it('is highlighted where it stands, as it was written', () => {
    expect(highlighted('Die Handtücher, das Badetuch', 'tuch')).toEqual(['tüch', 'tuch'])
    expect(highlighted('Der Schlüssel fehlt', 'schluessel')).toEqual(['Schlüssel'])
    expect(highlighted('Schluessel weg', 'Schlüssel')).toEqual(['Schluessel'])
    expect(highlighted('Straße', 'strass')).toEqual(['Straße'])
    expect(highlighted('Mein TV und ein TVset', 'tv')).toEqual(['TV'])
    expect(highlighted('Leak, leak in the bath', '"the bath" eak')).toEqual(['eak', 'eak', 'the bath'])
    expect(highlighted('towels', 'tow wel')).toEqual(['towel'])
    expect(highlighted('nothing', 'xyz')).toEqual([])
  })

  it('is found in a line exactly where something is highlighted', () => {
    const texts = ['Überlauf am Waschbecken', 'TV', 'Das Schloß klemmt', 'Рушник і мило', 'E-Mail an Señor Núñez']
    for (const text of texts)
      for (const query of ['uber', 'ueber', 'tv', 'schloss', 'ушн', 'nunez', 'mail', 'an', '"an senor"', 'zzz']) {
        const isIn = termsOf(query).every((term) => lineOf(text).includes(term))
        expect([text, query, highlighted(text, query).length > 0]).toEqual([text, query, isIn])
      }
  })
})
