/** What is read anew is read until it has been read. */
import { expect, it } from 'vitest'
import type { ListedTicket } from '@/lib/tickets/schema'
import { ticketOf } from './rehearsal'
import { Rereader } from './rereader'

const BOARD: ListedTicket[] = [{ ticket: ticketOf(), read: { seq: 0, n: 0 } }]

/** Reads that are answered by hand, and alarms that ring when told. */
function stage() {
  const log: string[] = []
  const answers: { take(board: ListedTicket[]): void; fail(error?: Error): void; signal: AbortSignal }[] = []
  const alarms = new Set<() => void>()
  const timers = {
    now: () => 0,
    random: () => 1,
    setTimeout: (run: () => void) => {
      alarms.add(run)
      return run
    },
    clearTimeout: (run: unknown) => void alarms.delete(run as () => void),
  }
  const reader = new Rereader<ListedTicket[]>(timers, {
    read: (signal) =>
      new Promise((take, fail) => {
        answers.push({ take, fail: (error = new Error('no answer')) => fail(error), signal })
      }),
    asked: () => log.push('asked'),
    taken: (board) => log.push(`taken ${board.length}`),
    failed: (error) => {
      log.push('failed')
      return error instanceof RangeError
    },
  })
  const ring = () => {
    for (const run of [...alarms]) {
      alarms.delete(run)
      run()
    }
  }
  return { reader, log, answers, alarms, ring }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('tries again until it is read, and then no more', async () => {
  const { reader, log, answers, alarms, ring } = stage()
  reader.refresh()
  for (const _ of [1, 2, 3]) {
    answers.at(-1)?.fail()
    await settled()
    ring()
  }
  answers.at(-1)?.take(BOARD)
  await settled()
  expect(log).toEqual(['asked', 'failed', 'asked', 'failed', 'asked', 'failed', 'asked', 'taken 1'])
  expect(alarms.size).toBe(0)
})

it('does not ask again for what is not to be had', async () => {
  const { reader, log, answers, alarms } = stage()
  reader.refresh()
  answers[0]?.fail(new RangeError('not there'))
  await settled()
  expect(log).toEqual(['asked', 'failed'])
  expect(alarms.size).toBe(0)
})

it('takes no answer to an older question', async () => {
  const { reader, log, answers, alarms } = stage()
  reader.refresh()
  reader.refresh()
  expect(answers[0]?.signal.aborted).toBe(true)
  answers[0]?.take([])
  answers[1]?.take(BOARD)
  await settled()
  expect(log).toEqual(['asked', 'asked', 'taken 1'])
  reader.refresh()
  reader.refresh()
  answers[2]?.fail()
  await settled()
  expect(alarms.size).toBe(0)
})

it('is quiet once it is stopped, also between two attempts', async () => {
  const { reader, log, answers, alarms } = stage()
  reader.refresh()
  answers[0]?.fail()
  await settled()
  reader.stop()
  expect(alarms.size).toBe(0)
  reader.refresh()
  reader.stop()
  answers[1]?.take(BOARD)
  await settled()
  expect(log).toEqual(['asked', 'failed', 'asked'])
})

it('waits for its turn where a crowd reads, and is not put off again', async () => {
  const { reader, log, answers, alarms, ring } = stage()
  reader.refresh(60_000)
  reader.refresh(60_000)
  expect(alarms.size).toBe(1)
  expect(log).toEqual([])
  ring()
  expect(log).toEqual(['asked'])
  reader.refresh(60_000)
  answers.at(-1)?.take(BOARD)
  await settled()
  expect(log, 'it was asked before the second gap').toEqual(['asked'])
  ring()
  answers.at(-1)?.take(BOARD)
  await settled()
  expect(log).toEqual(['asked', 'asked', 'taken 1'])
})
