/** What many are sent is made into bytes once. */
import { expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { message, ticketOf } from '@/lib/client/rehearsal'
import type { EntryRecord } from './events'
import { Bulletin, Whisper } from './frames'

const ticket = ticketOf()
const record: EntryRecord = {
  type: 'entry',
  entry: message(2, ticket.id, cast.felix.id, 'Towels, please'),
  delivery: { before: ticket, after: ticket, accessVersion: 1, ticket },
}

it('encodes an entry once a view, however many streams take it', () => {
  const encode = vi.spyOn(JSON, 'stringify')
  const bulletin = new Bulletin(record)
  const first = bulletin.for(cast.hana.id, 'entry')
  for (const { id } of Object.values(cast)) expect(bulletin.for(id, 'entry')).toBe(first)
  expect(encode).toHaveBeenCalledTimes(1)
  expect(bulletin.for(cast.hana.id, 'activity')).not.toBe(first)
  expect(bulletin.for(cast.maria.id, 'activity')).toBe(bulletin.for(cast.hana.id, 'activity'))
  expect(encode).toHaveBeenCalledTimes(2)
})

it('encodes what may be lost once, too', () => {
  const said = { event: 'typing' as const, data: { ticketId: ticket.id, personId: cast.felix.id }, audience: ticket }
  const whisper = new Whisper(said)
  expect(whisper.asFrame()).toBe(whisper.asFrame())
})

it('names who has been reached by a message, and nobody for a change of the board', () => {
  const reached: string[] = []
  const bulletin = new Bulletin(record, (personId) => reached.push(personId))
  for (const view of ['entry', 'activity', 'ticket', 'gone'] as const) bulletin.for(view, view)
  expect(reached).toEqual(['entry', 'activity'])
})
