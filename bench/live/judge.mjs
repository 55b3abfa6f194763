/** From what was sent, answered and seen to figures. */

import { percentile } from '../figures.mjs'

const spread = (values) => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  p999: percentile(values, 0.999),
})

/** What no load excuses: a stream that ended by itself is among it, for its reader had to come again. */
export const isWrong = ({ lost, twice, outOfOrder, strangers, dropped }) =>
  lost + twice + outOfOrder + strangers + dropped > 0

/** Messages before `from` warm up: they count for what is lost, and not for how long it took. `seats` and `targets` say of
 *  which group each seat and each target is: a message is for the seats of its group, and a stranger's every other. */
export function judge({ answers, seen, stamps, from, seats, targets }) {
  const sent = new Map(answers.map((answer) => [answer[0], answer]))
  const times = { whole: [], engine: [], engineCalled: [] }
  const places = new Map()
  const got = new Map()
  let twice = 0
  let outOfOrder = 0
  for (let at = 0; at < seen.length; at += 4) {
    const [seat, number, seq, moment] = seen.subarray(at, at + 4)
    const message = sent.get(number)
    if (!message) continue
    const reached = got.get(number) ?? new Set()
    got.set(number, reached)
    if (reached.has(seat)) twice++
    reached.add(seat)
    const place = `${seat}/${message[1]}`
    if (seq < (places.get(place) ?? 0)) outOfOrder++
    places.set(place, seq)
    if (number < from) continue
    times.whole.push(moment - message[2])
    const stamp = stamps.get(number)
    if (!stamp) continue
    times.engine.push(moment - stamp.answered)
    times.engineCalled.push(moment - stamp.called)
  }
  const ok = answers.filter(([, , , , , status]) => status === 201)
  const readersOf = readersByTarget(seats, targets)
  const missed = ([number, target]) => readersOf(target).filter((seat) => !got.get(number)?.has(seat)).length
  const strangers = ([number, target]) =>
    [...(got.get(number) ?? [])].filter((seat) => seats[seat] !== targets[target]).length
  const measured = ok.filter(([number]) => number >= from)
  return {
    whole: spread(times.whole),
    engine: spread(times.engine),
    engineCalled: spread(times.engineCalled),
    ack: spread(measured.map(([, , due, , answered]) => answered - due)),
    late: percentile(
      measured.map(([, , due, sentAt]) => sentAt - due),
      0.99,
    ),
    refused: answers.length - ok.length,
    lost: ok.reduce((sum, answer) => sum + missed(answer), 0),
    strangers: answers.reduce((sum, answer) => sum + strangers(answer), 0),
    twice,
    outOfOrder,
    deliveries: seen.length / 4,
  }
}

function readersByTarget(seats, targets) {
  const groups = new Map()
  for (const [seat, group] of seats.entries()) groups.set(group, [...(groups.get(group) ?? []), seat])
  return (target) => groups.get(targets[target]) ?? []
}
