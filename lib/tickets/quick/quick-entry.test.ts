import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { castId, roomId } from '@/db/cast'
import { catalogue } from '@/db/demo/catalogue'
import { places } from '@/db/demo/hotel'
import type { Place } from '@/lib/places/schema'
import { answersOf, questionOf } from './answers'
import { indexHotel, type Reading, readLine } from './quick-entry'

const alder = indexHotel(places, catalogue)
const placeIn = ({ place }: Reading) => (place.kind === 'known' ? place.id : place.kind)
const nameOf = (id: string) => catalogue.find((item) => item.id === id)?.names.en ?? ''
const itemIn = ({ item }: Reading) => (item.kind === 'known' ? item.match.id : item.kind)

describe('a place', () => {
  const words = fc.constantFrom(
    'towels',
    'Handtücher',
    'noise',
    'bitte',
    'tv kaputt',
    'toallas para',
    'x2',
    'urgent',
    'taxi',
    'ao meio-dia',
  )
  const numbers = fc.integer({ min: 100, max: 99_999 }).map(String)
  const around = fc.tuple(fc.array(words, { maxLength: 3 }), fc.array(words, { maxLength: 3 }))

  it('is never another room than the number that was typed', () => {
    fc.assert(
      fc.property(numbers, around, (number, [before, after]) => {
        const { place } = readLine([...before, number, ...after].join(' '), alder)
        if (place.kind === 'known') expect(place.id).toBe(places.find(({ name }) => name === number)?.id)
        else expect(places.some(({ name }) => name === number)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('is asked when two are named, and each of them is among the answers', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(101, 215, 412, 620), { minLength: 2, maxLength: 3 }),
        words,
        (rooms, word) => {
          const line = rooms.join(` ${word} `)
          const reading = readLine(line, alder)
          expect(reading.place.kind).toBe('unsure')
          const offered = answersOf(line, reading, alder, nameOf).flatMap((answer) =>
            answer.kind === 'place' ? [answer.id] : [],
          )
          expect(offered).toEqual(rooms.map(roomId))
        },
      ),
    )
  })

  it('that was asked for is known once it is answered', () => {
    for (const line of [
      '712 towels 4',
      '412 415 towels',
      'lift stuck',
      'lobyy light',
      'kitchen light',
      'lobby luggage 412',
    ]) {
      const reading = readLine(line, alder)
      const answers = answersOf(line, reading, alder, nameOf)
      expect(answers.length, line).toBeGreaterThan(1)
      for (const answer of answers) {
        const then = readLine(answer.line, alder)
        if (answer.kind === 'place') expect(placeIn(then), answer.line).toBe(answer.id)
        else expect(then.place.kind, answer.line).toBe('none')
        // Of "lift stuck" without the lift, only a part of what it may mean is left.
        const isPart = answer.kind === 'text' && then.item.kind !== 'known'
        if (!isPart) expect(itemIn(then), answer.line).toBe(itemIn(reading))
      }
    }
  })

  it('may turn out to be how many', () => {
    for (const line of ['pool: towels 200', '412 towels 200', 'pool: towels room 200']) {
      const answers = answersOf(line, readLine(line, alder), alder, nameOf)
      const count = answers.find(({ kind }) => kind === 'count')
      expect(readLine(count?.line ?? '', alder)).toMatchObject({ quantity: 200, place: { kind: 'known' } })
    }
  })
})

describe('an item', () => {
  it('that only a part of its name speaks for is asked beside more words, and known once it is answered', () => {
    for (const [where, rest] of [
      ['412', 'wet carpet'],
      ['412', 'rows wrong'],
      ['412', 'saop'],
      ['412', 'lost key'],
      ['lift 1', 'not working'],
      ['lift 2', 'moving slowly'],
      ['service lift', 'not working'],
      ['high lift 1', 'not working'],
    ] as const) {
      const line = `${where} ${rest}`
      const reading = readLine(line, alder)
      expect(questionOf(reading), line).toEqual({ about: 'item' })
      const answers = answersOf(line, reading, alder, nameOf)
      expect(
        answers.map(({ kind }) => kind),
        line,
      ).toContain('words')
      for (const answer of answers) {
        const then = readLine(answer.line, alder)
        expect(then, answer.line).toMatchObject({ place: { id: placeIn(reading) }, priority: reading.priority })
        if (answer.kind === 'item') expect(itemIn(then), answer.line).toBe(answer.id)
        else expect([then.item.kind, then.text], answer.line).toEqual(['none', rest])
        if (rest.startsWith('not')) expect(then.text, answer.line).toBe(rest)
      }
    }
  })

  it('keeps its own number when it is chosen', () => {
    for (const [line, meant] of [['305 toallas 4 almohadas 2', { Towels: 4, 'Extra pillow': 2 }]] as const) {
      const answers = answersOf(line, readLine(line, alder), alder, nameOf)
      const chosen = answers.flatMap((answer) => (answer.kind === 'item' ? [readLine(answer.line, alder)] : []))
      expect(Object.fromEntries(chosen.map((then) => [nameOf(itemIn(then)), then.quantity])), line).toEqual(meant)
    }
  })

  it('is known by each of its names, whatever else is said', () => {
    for (const { id, names } of catalogue)
      for (const name of Object.values(names)) expect(itemIn(readLine(`412 ${name} 7b`, alder)), name).toBe(id)
  })
})

describe('in another hotel', () => {
  const place = (number: number, name: string, parentId: string | null = null): Place => ({
    id: castId(3, number),
    parentId,
    kind: parentId ? 'room' : 'building',
    name,
  })
  const [east, west] = [place(1, 'East'), place(2, 'West')]

  it('a number that two houses have is asked for, with the house', () => {
    const rooms = [east, west, place(3, '412', east.id), place(4, '412', west.id)]
    const index = indexHotel(rooms, catalogue)
    const reading = readLine('412 towels', index)
    expect(reading.place.kind).toBe('unsure')
    const [first, second] = answersOf('412 towels', reading, index, nameOf)
    expect([first, second].map((answer) => placeIn(readLine(answer?.line ?? '', index)))).toEqual([
      castId(3, 3),
      castId(3, 4),
    ])
    expect(placeIn(readLine('West 412 towels', index))).toBe(castId(3, 4))
  })

  it('with rooms of one digit, "4 towels" is asked and "room 4 towels" is not', () => {
    const index = indexHotel([east, ...[1, 2, 3, 4, 12].map((room) => place(room + 10, `${room}`, east.id))], catalogue)
    expect(questionOf(readLine('4 towels', index))).toMatchObject({ about: 'place' })
    expect(questionOf(readLine('12 towels 4', index))).toMatchObject({ about: 'place' })
    expect(placeIn(readLine('room 4 towels', index))).toBe(castId(3, 14))
    expect(readLine('room 4 towels 12', index)).toMatchObject({ quantity: 12, place: { id: castId(3, 14) } })
    expect(placeIn(readLine('4 noise', index))).toBe(castId(3, 14))
  })
})

describe('what is left of a line', () => {
  it.each([
    ['412 towels 4 for the baby', 'for the baby', 'towels 4 for the baby'],
    ['412 no hot water', '', 'no hot water'],
    ['no cleaning today 305', 'no', 'no cleaning today'],
    ['light in the bathroom of 214 is flickering', 'in the bathroom', 'light in the bathroom is flickering'],
    ['412 the guest says "415 is loud"', 'the guest says 415 is loud', 'the guest says 415 is loud'],
  ])('%j is kept: %j', (line, text, message) => {
    const reading = readLine(line, alder)
    expect(reading.message).toBe(message)
    if (line.includes('today')) expect(reading.text).toContain(text)
    else expect(reading.text).toBe(text)
  })
})
