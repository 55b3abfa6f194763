import { expect, test } from 'vitest'
import { catalogue } from '@/db/demo/catalogue'
import { places } from '@/db/demo/hotel'
import { indexHotel, type Reading, readLine } from './quick-entry'
import { LANGUAGES, LINES, type TypedLine } from './specimen'
import type { Due } from './times'

const index = indexHotel(places, catalogue)
const placeName = (id: string) => places.find((place) => place.id === id)?.name ?? ''
const codeOf = (id: string) => catalogue.find((item) => item.id === id)?.code ?? ''

const two = (number: number) => String(number).padStart(2, '0')

function dueAsWritten(due: Due | null): string | null {
  if (!due) return null
  if (due.kind === 'in') return `in ${due.minutes}`
  if (due.isEither) return `${due.hour}|${due.hour + 12}`
  return `${due.day === 1 ? '+1 ' : ''}${two(due.hour)}:${two(due.minute)}`
}

const understood = ({ place, item, quantity, priority, due, text }: Reading): TypedLine => ({
  language: '',
  line: '',
  place: place.kind === 'none' ? '' : place.kind === 'known' ? placeName(place.id) : '?',
  offers: place.kind === 'unsure' ? place.options.map(({ id }) => placeName(id)) : [],
  item: item.kind === 'none' ? '' : item.kind === 'known' ? codeOf(item.match.id) : '?',
  quantity,
  priority,
  due: dueAsWritten(due),
  text,
})

const read = LINES.map((meant) => ({ meant, found: understood(readLine(meant.line, index)) }))

/** What was understood otherwise than it was meant. */
function misread({ meant, found }: (typeof read)[number]): string[] {
  const wrong = (['place', 'item', 'quantity', 'priority', 'due'] as const).filter((key) => meant[key] !== found[key])
  const isOffered = meant.offers.every((name) => found.offers.includes(name))
  const isSaid = meant.text === null || meant.text === found.text
  return [
    ...wrong.map((key) => `${key} ${found[key]} for ${meant[key]}`),
    ...(isOffered ? [] : [`offers ${found.offers} for ${meant.offers}`]),
    ...(isSaid ? [] : [`text "${found.text}" for "${meant.text}"`]),
  ]
}

test('there are 150 lines in five languages', () => {
  expect(LINES.length).toBeGreaterThanOrEqual(150)
  for (const language of LANGUAGES)
    expect(LINES.filter((line) => line.language === language).length).toBeGreaterThan(20)
})

test('every line is understood as it was meant', () => {
  const wrong = read.flatMap((one) =>
    misread(one).length > 0 ? [`${one.meant.line}: ${misread(one).join('; ')}`] : [],
  )
  expect(wrong).toEqual([])
})

test('no line is ever taken to another room than it names, or to one where it must be asked', () => {
  const guessed = read.filter(
    ({ meant, found }) => found.place !== '?' && found.place !== '' && found.place !== meant.place,
  )
  expect(guessed.map(({ meant, found }) => `${meant.line}: ${found.place}`)).toEqual([])
})
