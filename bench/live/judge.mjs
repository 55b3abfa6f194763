/** From what was sent, answered and seen to figures. */
import { FAN_OUT } from './cells.mjs'

export const percentile = (values, share) => {
  const sorted = Float64Array.from(values).sort()
  return sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
export const median = (values) =>
  percentile(
    values.filter((value) => Number.isFinite(value)),
    0.5,
  )

const spread = (values) => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  p999: percentile(values, 0.999),
})

/** Messages before `from` warm up: they count for what is lost, and not for how long it took. */
export function judge({ answers, seen, stamps, from }) {
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
    const seats = got.get(number) ?? new Set()
    got.set(number, seats)
    if (seats.has(seat)) twice++
    seats.add(seat)
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
    lost: ok.reduce((sum, [number]) => sum + FAN_OUT - (got.get(number)?.size ?? 0), 0),
    twice,
    outOfOrder,
    deliveries: seen.length / 4,
  }
}
