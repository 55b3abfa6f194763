/** What a device takes down of its streams. */
import { expect, test } from 'vitest'
import type { LiveEvent } from '@/lib/live/events'
import { Notes } from './notes'

const at = '2026-01-01T00:00:00.000Z'
const gone: LiveEvent = { event: 'gone', data: { ticketId: 't', seq: 3 } }
const loose: LiveEvent[] = [
  { event: 'typing', data: { ticketId: 't', personId: 'felix' } },
  { event: 'presence', data: { ticketId: 't', personIds: ['felix'] } },
  { event: 'delivered', data: { ticketId: 't', personId: 'felix', seq: 2, at } },
  { event: 'read', data: { ticketId: 't', personId: 'felix', seq: 2, n: 1, at } },
]
const activity: LiveEvent = {
  event: 'activity',
  data: { ticketId: 't', seq: 4, n: 4, authorId: 'felix', preview: '', at },
}
const afterGone = (notes: Notes) => notes.testimony().afterGone.map(({ event, goneSeq }) => ({ event, goneSeq }))

test.each(loose)('$event of a ticket that the stream has told is gone is taken down', (event) => {
  const notes = new Notes()
  const note = notes.ofStream()
  note(event)
  expect(afterGone(notes)).toEqual([])
  note(gone)
  note(event)
  expect(afterGone(notes)).toEqual([{ event: event.event, goneSeq: 3 }])
})

test('not of another ticket, nor once it is in sight again, nor on a later stream', () => {
  const notes = new Notes()
  const note = notes.ofStream()
  note(gone)
  note({ event: 'typing', data: { ticketId: 'u', personId: 'felix' } })
  for (const event of loose) notes.ofStream()(event)
  note(activity)
  for (const event of loose) note(event)
  expect(afterGone(notes)).toEqual([])
})
