/** Twenty kinds of what people look for in years of tickets. `{n}` is a number that differs from round to round. */
import { cast, departments, floorId, items, roomId } from '@/db/cast'

export interface Kind {
  name: string
  who: keyof typeof cast
  query: Record<string, string>
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()

export const KINDS: Kind[] = [
  { name: 'a common word', who: 'nora', query: { q: 'guest' } },
  { name: 'a common word, an attendant', who: 'hana', query: { q: 'towel' } },
  { name: "another department's common word", who: 'yusuf', query: { q: 'towel' } },
  { name: 'a part of a word, in everything', who: 'nora', query: { q: 'ing' } },
  { name: 'a part of a word, an attendant', who: 'marco', query: { q: 'ing' } },
  { name: 'a rare code', who: 'felix', query: { q: 'FX-4{n}' } },
  { name: 'a name that nobody has', who: 'felix', query: { q: 'qzwxv{n}' } },
  { name: 'two words of one message', who: 'nora', query: { q: 'abflussrohr waschbecken' } },
  { name: 'three words of anywhere', who: 'felix', query: { q: 'teppich umbrella kettle' } },
  { name: 'accents and umlauts', who: 'viktor', query: { q: 'Schlüssel mañana' } },
  { name: 'between quotation marks', who: 'nora', query: { q: '"wet vacuum and a dehumidifier"' } },
  { name: 'words of two letters', who: 'grace', query: { q: 'is me at' } },
  { name: "a ticket's number", who: 'felix', query: { q: 'T-1{n}' } },
  { name: 'a room and a word', who: 'felix', query: { q: 'umbrella', place: roomId(412) } },
  { name: 'a floor, a month', who: 'nora', query: { place: floorId(4), since: day(400), until: day(370) } },
  { name: 'written by somebody', who: 'nora', query: { q: 'carpet', from: cast.maria.id } },
  { name: 'with a photo', who: 'hana', query: { q: 'lift', has: 'photo' } },
  { name: 'cancelled, of an item', who: 'ines', query: { state: 'cancelled', item: items.towels } },
  {
    name: 'a person, a department, dates',
    who: 'nora',
    query: { person: cast.piotr.id, department: departments.engineering.id, since: day(700) },
  },
  { name: 'nothing but an attendant', who: 'helen', query: { state: 'closed' } },
]
