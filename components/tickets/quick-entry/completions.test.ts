/** What the word under way may become: what it begins, not what else is said with such words. */
import { expect, it } from 'vitest'
import { catalogue } from '@/db/demo/catalogue'
import { places } from '@/db/demo/hotel'
import { indexHotel, readLine } from '@/lib/tickets/quick/quick-entry'
import { completionsOf } from './completions'

const index = indexHotel(places, catalogue)
const items = catalogue.map(({ id, names, keywords }) => ({ id, label: names.en ?? '', hint: '', also: keywords }))
const offered = (line: string) =>
  completionsOf(line, readLine(line, index), { places: [], items }).map(({ label }) => label)

it.each(['412 phone not working', '412 phone work', '412 breakfast was cold', '412 télé en panne'])(
  'offers nothing for %j',
  (line) => expect(offered(line)).toEqual([]),
)

it.each([
  ['412 tow', 'Towels'],
  ['toilet not work', 'Toilet not working'],
  ['late', 'Late checkout'],
  ['412 room', 'Room cleaning'],
  ['412 guest needs tow', 'Towels'],
])('offers for %j what it begins: %j', (line, label) => expect(offered(line)).toContain(label))
