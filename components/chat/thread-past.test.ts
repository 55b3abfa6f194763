import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import { message, TICKET } from '@/lib/client/rehearsal'
import { shownOf } from './thread-past'
import { type Thread, threadOf, threadReducer } from './thread-reducer'

const PAGE = 6

/** Pages as the server gives them of a journal of this length. */
function pageOf(journal: readonly Entry[], from: number, to: number): ThreadPage {
  const items = journal.slice(Math.max(0, from - 1), to)
  const first = items[0]?.seq ?? 1
  return { items, lastSeq: journal.length, before: first > 1 ? first : null, reset: false }
}
const newest = (journal: readonly Entry[]) => pageOf(journal, journal.length - PAGE + 1, journal.length)
const around = (journal: readonly Entry[], seq: number) => {
  const from = Math.max(1, Math.min(seq - PAGE / 2, journal.length - PAGE + 1))
  return pageOf(journal, from, from + PAGE - 1)
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('says' as const), twice: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('jumps' as const), to: fc.nat() }) },
  { weight: 3, arbitrary: fc.constant({ does: 'older' as const }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('newer' as const), twice: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ does: 'newest' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function take(thread: Thread, journal: Entry[], one: Step): Thread {
  const { before, after } = shownOf(thread)
  switch (one.does) {
    case 'says': {
      const data = message(journal.length + 1)
      journal.push(data)
      const next = threadReducer(thread, { event: 'entry', data })
      return one.twice ? threadReducer(next, { event: 'entry', data }) : next
    }
    case 'jumps':
      return threadReducer(thread, { event: 'around', data: around(journal, 1 + (one.to % journal.length)) })
    case 'older':
      if (before === null) return thread
      return threadReducer(thread, { event: 'older', data: pageOf(journal, before - PAGE, before - 1) })
    case 'newer': {
      if (after === null) return thread
      const data = pageOf(journal, after + 1, after + PAGE)
      const next = threadReducer(thread, { event: 'newer', data })
      return one.twice ? threadReducer(next, { event: 'newer', data }) : next
    }
    case 'newest':
      return threadReducer(thread, { event: 'newest' })
  }
}

test('wherever one goes, what is shown has no hole and nothing twice, and the end is there to go back to', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.array(step, { maxLength: 40 }), (length, steps) => {
      const journal = Array.from({ length }, (_, index) => message(index + 1))
      let thread = threadOf(TICKET, newest(journal), [])
      for (const one of steps) {
        thread = take(thread, journal, one)
        const { entries, before, after } = shownOf(thread)
        const first = entries[0]?.seq ?? 0
        expect(entries).toEqual(journal.slice(first - 1, first - 1 + entries.length))
        expect(before).toBe(first > 1 ? first : null)
        expect(after).toBe(entries.length + first - 1 < journal.length ? entries.at(-1)?.seq : null)
      }
      expect(shownOf(threadReducer(thread, { event: 'newest' })).entries.at(-1)?.seq).toBe(journal.length)
    }),
    { numRuns: 2_000 },
  )
})

test('an answer that comes late, after another place was gone to, makes no hole', () => {
  const journal = Array.from({ length: 60 }, (_, index) => message(index + 1))
  const start = threadReducer(threadOf(TICKET, newest(journal), []), { event: 'around', data: around(journal, 30) })
  const late = pageOf(journal, 34, 39)
  const elsewhere = threadReducer(start, { event: 'around', data: around(journal, 8) })
  expect(threadReducer(elsewhere, { event: 'newer', data: late })).toBe(elsewhere)
  const before = pageOf(journal, 20, 26)
  expect(threadReducer(elsewhere, { event: 'older', data: before })).toBe(elsewhere)
})
