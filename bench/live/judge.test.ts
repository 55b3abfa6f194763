import { expect, it } from 'vitest'
import { FAN_OUT } from './cells.mjs'
import { isWrong, judge } from './judge.mjs'

const OK = 201
/** Message `number` to `target`, due at 0, sent at 1, answered at 5. */
const answer = (number: number, target = 0, status = OK) => [number, target, 0, 1, 5, status]
/** Each row: seat, message, seq, moment. */
const told = (number: number, seats: number[], seq = number) => seats.flatMap((seat) => [seat, number, seq, 10])
const seats = (count: number) => Array.from({ length: count }, (_, seat) => seat)
/** Two groups, and a target of each. */
const groups = seats(2 * FAN_OUT).map((seat) => Math.floor(seat / FAN_OUT))
const verdict = (answers: unknown[][], seen: number[]) =>
  judge({ answers, seen: Float64Array.from(seen), stamps: new Map(), from: 0, seats: groups, targets: [0, 1] })

it('finds nothing where everybody got everything once and in order', () => {
  const seen = [...told(1, seats(FAN_OUT)), ...told(2, seats(FAN_OUT))]
  const found = verdict([answer(1), answer(2)], seen)
  expect(found).toMatchObject({ lost: 0, twice: 0, outOfOrder: 0, strangers: 0, refused: 0 })
  expect(found.whole.p50).toBe(10)
  expect(found.ack.p50).toBe(5)
})

it('does not set one message that reached a stranger off against another that was lost', () => {
  const seen = [...told(1, seats(FAN_OUT - 1)), ...told(2, seats(FAN_OUT + 1))]
  expect(verdict([answer(1), answer(2)], seen)).toMatchObject({ lost: 1, strangers: 1 })
})

it('does not set a stranger off against a reader of the same message', () => {
  const seen = [...told(1, seats(FAN_OUT - 1)), ...told(1, [FAN_OUT])]
  expect(verdict([answer(1)], seen)).toMatchObject({ lost: 1, strangers: 1 })
})

it('has nobody of another group told, also of what was refused', () => {
  const seen = [...told(1, seats(FAN_OUT)), ...told(2, [0])]
  expect(verdict([answer(1, 1), answer(2, 1, 503)], seen)).toMatchObject({ lost: FAN_OUT, strangers: FAN_OUT + 1 })
})

it('forgives no load any of its wrongs, a dropped stream included', () => {
  const clean = { lost: 0, twice: 0, outOfOrder: 0, strangers: 0, dropped: 0 }
  expect(isWrong(clean)).toBe(false)
  for (const wrong of Object.keys(clean)) expect(isWrong({ ...clean, [wrong]: 1 }), wrong).toBe(true)
})

it('counts what came twice, out of order, and what was refused', () => {
  const seen = [...told(2, seats(FAN_OUT)), ...told(1, seats(FAN_OUT)), ...told(1, [0])]
  const found = verdict([answer(1), answer(2), answer(3, 0, 503)], seen)
  expect(found).toMatchObject({ lost: 0, twice: 1, refused: 1 })
  expect(found.outOfOrder).toBeGreaterThanOrEqual(FAN_OUT)
})
