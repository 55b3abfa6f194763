import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import { message, OTHER, TICKET } from '@/lib/client/rehearsal'
import type { LiveEvents } from '@/lib/live/events'
import { lastSeqOf, runOf, type Thread, type ThreadAction, TYPING_MS, threadOf, threadReducer } from './thread-reducer'

const PAGE = 5
const PEOPLE = ['ada', 'ben', 'cleo']

type Read = LiveEvents['read']
type Happened = { event: 'entry'; data: Entry } | { event: 'read'; data: Read }

const opened = (seq: number): Entry => ({
  ...message(seq),
  kind: 'event',
  body: { code: 'opened', params: {} },
})

/** What a hotel's day may bring to one ticket, as the server would record and tell it. */
const day = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ does: fc.constant('writes' as const), who: fc.constantFrom(...PEOPLE) }) },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('changes' as const), who: fc.constantFrom(...PEOPLE) }) },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant('reads' as const), who: fc.constantFrom(...PEOPLE), upTo: fc.nat() }),
      },
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    let seq = 0
    return steps.flatMap((step): Happened[] => {
      if (step.does === 'writes') return [{ event: 'entry', data: message(++seq, TICKET, step.who) }]
      if (step.does === 'changes') return [{ event: 'entry', data: opened(++seq) }]
      if (seq === 0) return []
      const upTo = 1 + (step.upTo % seq)
      return [{ event: 'read', data: { ticketId: TICKET, personId: step.who, seq: upTo, n: upTo, at: '' } }]
    })
  })

/** What the server answers to who opens the ticket after all this. */
function freshSnapshot(happened: Happened[]): Thread {
  const all = happened.flatMap((one) => (one.event === 'entry' ? [one.data] : []))
  const items = all.slice(-PAGE)
  const first = items[0]?.seq ?? 1
  const page: ThreadPage = { items, lastSeq: all.length, before: first > 1 ? first : null, reset: false }
  const readers = new Map<string, number>()
  const reach = (personId: string, seq: number) => readers.set(personId, Math.max(readers.get(personId) ?? 0, seq))
  for (const one of happened) {
    if (one.event === 'read') reach(one.data.personId, one.data.seq)
    else if (one.data.kind === 'message' && one.data.authorId) reach(one.data.authorId, one.data.seq)
  }
  return threadOf(
    TICKET,
    page,
    [...readers].map(([personId, seq]) => ({ personId, seq, n: seq, at: '' })),
  )
}

const positions = (thread: Thread) => new Map([...thread.readers].map(([personId, { seq }]) => [personId, seq]))
const seqs = (thread: Thread) => thread.entries.map(({ seq }) => seq)
const apply = (thread: Thread, actions: ThreadAction[]) => actions.reduce(threadReducer, thread)

describe('a snapshot and the events after it are a fresh snapshot', () => {
  test('whenever the snapshot was taken, whatever is repeated, in whatever order it comes', () => {
    fc.assert(
      fc.property(day, fc.nat(), fc.integer(), (happened, cut, order) => {
        const at = cut % (happened.length + 1)
        // The stream may begin before the snapshot, say things twice, and a page's own answers overtake it.
        const told = [...happened.slice(Math.max(0, at - 3)), ...happened.slice(at)]
        const shuffled = [...told].sort((a, b) => hash(a, order) - hash(b, order))
        const kept = apply(freshSnapshot(happened.slice(0, at)), shuffled)
        const fresh = freshSnapshot(happened)
        expect(seqs(kept).slice(-PAGE)).toEqual(seqs(fresh))
        expect(kept.entries.slice(-PAGE)).toEqual(fresh.entries)
        expect(seqs(kept)).toEqual(seqs(kept).toSorted((a, b) => a - b))
        expect(new Set(seqs(kept)).size).toBe(seqs(kept).length)
        expect(positions(kept)).toEqual(positions(fresh))
      }),
    )
  })

  test('older pages put before it make it whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), (length, page) => {
        const all = Array.from({ length }, (_, index) => message(index + 1))
        let thread = freshSnapshot(all.map((data) => ({ event: 'entry', data })))
        for (let turn = 0; thread.before !== null && turn < 50; turn++) {
          const items = all.filter(({ seq }) => seq < Number(thread.before)).slice(-page)
          const before = (items[0]?.seq ?? 1) > 1 ? (items[0]?.seq ?? null) : null
          thread = threadReducer(thread, { event: 'older', data: { items, lastSeq: length, before, reset: false } })
        }
        expect(thread.entries).toEqual(all)
      }),
    )
  })
})

test('an entry from before what is loaded comes with its page, and leaves no hole', () => {
  const all = Array.from({ length: 8 }, (_, index) => message(index + 1))
  const first = all.slice(0, 3)
  const thread = freshSnapshot(all.map((data) => ({ event: 'entry', data })))
  const older: ThreadAction = { event: 'older', data: { items: first, lastSeq: 8, before: null, reset: false } }
  expect(apply(thread, [{ event: 'entry', data: message(1) }, older]).entries).toEqual(all)
})

describe('how far it is whole', () => {
  const all = Array.from({ length: 12 }, (_, index) => message(index + 1))
  const upTo = (length: number) => freshSnapshot(all.slice(0, length).map((data) => ({ event: 'entry', data })))
  const told = (thread: Thread, ...seqs: number[]) =>
    apply(
      thread,
      seqs.map((seq) => ({ event: 'entry', data: message(seq) })),
    )

  test('one’s own message, which came before those before it, is shown, and counts when they have come', () => {
    const early = told(upTo(9), 12)
    expect(seqs(early)).toEqual([5, 6, 7, 8, 9, 12])
    expect([lastSeqOf(early), runOf(early).map(({ seq }) => seq)]).toEqual([9, [5, 6, 7, 8, 9]])
    expect(lastSeqOf(told(early, 10))).toBe(10)
    expect(lastSeqOf(told(early, 10, 11))).toBe(12)
  })

  test('where the beginning is shown, it begins there', () => {
    expect(lastSeqOf(upTo(0))).toBe(0)
    expect(lastSeqOf(told(upTo(0), 2))).toBe(0)
    expect(lastSeqOf(told(upTo(0), 2, 1))).toBe(2)
  })

  test('changes count as messages do', () => {
    const thread = apply(upTo(3), [{ event: 'entry', data: opened(4) }])
    expect(lastSeqOf(thread)).toBe(4)
  })
})

test('an entry of another ticket is not taken', () => {
  const thread = freshSnapshot([{ event: 'entry', data: message(1) }])
  expect(threadReducer(thread, { event: 'entry', data: message(2, OTHER) })).toBe(thread)
  const read = { ticketId: OTHER, personId: 'ada', seq: 9, n: 9, at: '' }
  expect(threadReducer(thread, { event: 'read', data: read })).toBe(thread)
  expect(threadReducer(thread, { event: 'typing', data: { ticketId: OTHER, personId: 'ada' }, now: 0 })).toBe(thread)
})

test('reading never goes back', () => {
  const read = (seq: number): ThreadAction => ({
    event: 'read',
    data: { ticketId: TICKET, personId: 'ben', seq, n: seq, at: '' },
  })
  const thread = apply(freshSnapshot([]), [read(4), read(2), read(3)])
  expect(thread.readers.get('ben')?.seq).toBe(4)
})

test('what has reached a device never goes back, in any order and however often it is said', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.integer({ min: 1, max: 9 }))), (said) => {
      const marks = said.map(
        ([personId, seq]): ThreadAction => ({
          event: 'delivered',
          data: { ticketId: TICKET, personId, seq, at: '' },
        }),
      )
      const { devices } = apply(freshSnapshot([]), [...marks, ...marks.toReversed()])
      for (const [personId, seq] of devices)
        expect(seq).toBe(Math.max(...said.filter(([who]) => who === personId).map(([, reached]) => reached)))
      expect(devices.size).toBe(new Set(said.map(([who]) => who)).size)
    }),
  )
})

test('whoever types is shown for a moment, and no longer once they have written', () => {
  const typing: ThreadAction = { event: 'typing', data: { ticketId: TICKET, personId: 'ben' }, now: 1000 }
  const thread = apply(freshSnapshot([]), [typing])
  expect([...thread.typing.keys()]).toEqual(['ben'])
  expect(apply(thread, [{ event: 'tick', now: 1000 + TYPING_MS - 1 }]).typing.size).toBe(1)
  expect(apply(thread, [{ event: 'tick', now: 1000 + TYPING_MS }]).typing.size).toBe(0)
  expect(apply(thread, [{ event: 'entry', data: message(1, TICKET, 'ada') }]).typing.size).toBe(1)
  expect(apply(thread, [{ event: 'entry', data: message(1, TICKET, 'ben') }]).typing.size).toBe(0)
})

test('what comes while a thread is read anew is not lost with what was shown', () => {
  const thread = freshSnapshot([1, 2, 3].map((seq) => ({ event: 'entry', data: message(seq) })))
  const later = { ...message(2), id: 'another' }
  const data = { items: [message(1)], lastSeq: 1, before: null, reset: false }
  const told: ThreadAction[] = [{ event: 'asked' }, { event: 'entry', data: later }, { event: 'fresh', data }]
  expect(apply(thread, told).entries).toEqual([message(1), later])
  expect(apply(thread, [...told, { event: 'entry', data: message(3) }]).entries).toHaveLength(3)
})

test('a thread read anew replaces what was shown', () => {
  const thread = freshSnapshot([1, 2, 3].map((seq) => ({ event: 'entry', data: message(seq) })))
  const data = { items: [message(1)], lastSeq: 1, before: null, reset: false }
  expect(seqs(threadReducer(thread, { event: 'fresh', data }))).toEqual([1])
})

test('what a redaction is about says nothing, whichever of the two came first, on whatever page', () => {
  const all = [message(1), message(2), message(3)]
  const redaction: Entry = { ...opened(4), kind: 'redaction', body: { redactedSeq: 2, reason: 'why' } }
  const removed = { why: 'redacted', seq: 4, by: redaction.authorId, at: redaction.at, reason: 'why' }
  const start = (items: Entry[], before: number | null) =>
    threadOf(TICKET, { items, lastSeq: items.at(-1)?.seq ?? 0, before, reset: false }, [])
  const tell = (data: Entry): ThreadAction => ({ event: 'entry', data })
  const older: ThreadAction = { event: 'older', data: { items: all, lastSeq: 4, before: null, reset: false } }
  const shown = [
    apply(start(all, null), [tell(redaction)]),
    apply(start([], null), [tell(redaction), ...all.map(tell)]),
    apply(start([redaction], 4), [older]),
    apply(start([], null), [
      { event: 'asked' },
      tell(redaction),
      { event: 'fresh', data: { items: all, lastSeq: 3, before: null, reset: false } },
    ]),
  ]
  for (const { entries } of shown) {
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(entries[1]?.body).toEqual({ text: '', removed })
    expect(entries[0]).toBe(all[0])
  }
})

test('nor does a change that quotes it say what was there', () => {
  const edited = (seq: number, from: string, to: string): Entry => ({
    ...opened(seq),
    kind: 'event',
    body: { code: 'edited', params: { changes: [{ field: 'summary', from, to }] } },
  })
  const all = [opened(1), edited(2, 'a', 'secret'), edited(3, 'secret', 'b'), edited(4, 'b', 'c')]
  const redaction: Entry = {
    ...opened(5),
    kind: 'redaction',
    body: { redactedSeq: 2, reason: 'why', quotedIn: [3] },
  }
  const page = { items: all, lastSeq: 4, before: null, reset: false }
  const { entries } = apply(threadOf(TICKET, page, []), [{ event: 'entry', data: redaction }])
  expect(JSON.stringify(entries)).not.toContain('secret')
  expect(entries[2]?.body).toMatchObject({ unquoted: true, params: { changes: [{ from: '', to: 'b' }] } })
  expect(entries[3]).toBe(all[3])
})

/** An order that is the same for the same number, and random otherwise. */
function hash(value: unknown, seed: number): number {
  let sum = seed | 0
  for (const letter of JSON.stringify(value)) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return sum
}
