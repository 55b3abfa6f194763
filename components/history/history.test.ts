/** What stands in the address, what is typed between the words, and what is shown of what was found. */
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { historyAddress } from '@/lib/client/history'
import { termsOf } from '@/lib/history/terms'
import { type Asked, addressOf, askedOf, isFiltered, isNothing, NOTHING, withDay, withOne, without } from './asked'
import { excerptOf } from './excerpt'
import { begunIn, endedIn, failedIn, type Prefixes } from './typed'

describe('the address', () => {
  it('holds all that is asked, and nothing that is not', () => {
    const asked: Asked = {
      ...NOTHING,
      ...{ q: 'leak 412', from: [cast.hana.id, cast.felix.id], state: ['closed'], has: ['photo', 'legal_hold'] },
      since: '2026-03-29',
    }
    const address = addressOf(asked)
    expect(askedOf(new URL(address, 'http://x').searchParams)).toEqual(asked)
    expect(addressOf(NOTHING)).toBe('/history')
    expect(askedOf(new URLSearchParams('since=yesterday&state=lost,new&has=video&from=x'))).toEqual({
      ...NOTHING,
      state: ['new'],
    })
  })

  it('is the one that other rooms lead to with words alone', () => {
    for (const q of ['', ' ', 'leak 412', ' Zürich & "im Bad" +5 '])
      expect(historyAddress(q)).toBe(addressOf({ ...NOTHING, q }))
  })

  it('has no days between one and one before it', () => {
    expect(askedOf(new URLSearchParams('since=2026-03-29&until=2026-03-28'))).toEqual(NOTHING)
    const asked = { ...NOTHING, since: '2026-03-10', until: '2026-03-20' }
    expect(withDay(asked, 'since', '2026-03-25')).toMatchObject({ since: '2026-03-25', until: '2026-03-25' })
    expect(withDay(asked, 'until', '2026-03-01')).toMatchObject({ since: '2026-03-01', until: '2026-03-01' })
    expect(withDay(asked, 'until', '')).toMatchObject({ since: '2026-03-10', until: '' })
  })

  it('tells filters from words', () => {
    expect([isNothing({ ...NOTHING, q: ' ' }), isFiltered({ ...NOTHING, q: 'x' })]).toEqual([true, false])
    const one = withOne(withOne(NOTHING, 'place', '1'), 'place', '1')
    expect([one.place, isFiltered(one), without(one, 'place', '1')]).toEqual([['1'], true, NOTHING])
  })
})

const prefixes: Prefixes = {
  ...{ from: 'von', person: 'person', place: 'ort', department: 'abteilung' },
  ...{ item: 'artikel', state: 'status', has: 'mit' },
}

describe('a filter between the words', () => {
  it('is begun in the language of the reader, or in English', () => {
    expect(begunIn('leck von:mar', prefixes)).toEqual({ kind: 'from', value: 'mar', rest: 'leck ' })
    expect(begunIn('FROM:', prefixes)).toEqual({ kind: 'from', value: '', rest: '' })
    for (const typed of ['leck', 'um 12:30', 'http:x', 'von:mar x']) expect(begunIn(typed, prefixes)).toBeNull()
  })

  it('has ended where a blank follows', () => {
    expect(endedIn('leck mit:foto bad', prefixes)).toEqual({ kind: 'has', value: 'foto', rest: 'leck bad' })
    expect(endedIn('leck mit:foto', prefixes)).toBeNull()
  })

  it('holds a name of several words in quotes, open while it is typed, ended where they close', () => {
    expect(begunIn('leck von:"Hana Ko', prefixes)).toEqual({ kind: 'from', value: 'Hana Ko', rest: 'leck ' })
    for (const typed of ['von:"Hana Kovac" leck', 'von:„Hana Kovac“ leck', 'von:«Hana Kovac» leck'])
      expect(endedIn(typed, prefixes)).toEqual({ kind: 'from', value: 'Hana Kovac', rest: 'leck' })
    expect([endedIn('von:"Hana Ko', prefixes), begunIn('von:"Hana Kovac"', prefixes)]).toEqual([null, null])
    for (const typed of ['von:"Nobody Here" x', 'von:„Nobody Here“ x', 'x von:"Nobody Here'])
      expect(failedIn(typed, prefixes)).toEqual({ kind: 'from', word: 'von', value: 'Nobody Here' })
  })

  it('that stays in the text has failed: it is of no kind, or nothing is called that', () => {
    expect(failedIn('leck vno:mar ', prefixes)).toEqual({ kind: null, word: 'vno', value: 'mar' })
    expect(failedIn('leck Von:zzz bad', prefixes)).toEqual({ kind: 'from', word: 'Von', value: 'zzz' })
    for (const typed of ['leck', 'um 12:30', 'http://x', 'Notiz: x']) expect(failedIn(typed, prefixes)).toBeNull()
  })
})

describe('an excerpt', () => {
  const entry = (text: string, texts?: Record<string, string>): Entry => ({
    ...{ ticketId: 't', seq: 1, id: 'e', authorId: null, n: 1, at: '', kind: 'message' },
    body: { text, ...(texts && { reply: { id: 'r', texts } }) },
  })
  const shown = (one: Entry, query: string, locale = 'en') => {
    const { text, ranges } = excerptOf(one, locale, termsOf(query))
    return [text, ranges.map(({ from, to }) => text.slice(from, to))]
  }

  it('is a short text whole, and of a long one what is around the first thing found', () => {
    expect(shown(entry('A leak\nhere'), 'leak')).toEqual(['A leak here', ['leak']])
    const [text, found] = shown(entry(`${'before '.repeat(60)}the leak ${'after '.repeat(60)}`), 'leak')
    expect(found).toEqual(['leak'])
    expect(text).toMatch(/^… before .* the leak after .* after …$/)
    expect((text as string).length).toBeLessThan(240)
  })

  it('is in the reader’s language where that says it, else in the one that does', () => {
    const reply = entry('On my way', { en: 'On my way', de: 'Bin unterwegs' })
    expect(shown(reply, 'way', 'en')).toEqual(['On my way', ['way']])
    expect(shown(reply, 'way', 'de')).toEqual(['On my way', ['way']])
    expect(shown(reply, 'unterwegs', 'de')).toEqual(['Bin unterwegs', ['unterwegs']])
  })
})
