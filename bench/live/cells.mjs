/** The loads. Every message reaches ten browsers in each, so that only what is named changes. */
export const FAN_OUT = 10

/** Connections, tickets that are watched, tickets that each connection has open, and the rates asked of them in turn. */
const cell = (name, connections, tickets, open, rates) => ({ name, connections, tickets, open, rates })

export const MAIN = cell('main', 2_000, 200, 1, [100])
const RATES = cell('rate', 2_000, 200, 1, [10, 50, 250, 500])
export const SWEEPS = [
  RATES,
  cell('watched', 1_000, 10, 1, [100]),
  cell('watched', 1_000, 100, 1, [100]),
  cell('watched', 1_000, 1_000, 10, [100]),
  cell('watched', 1_000, 5_000, 50, [100]),
  cell('connections', 100, 10, 1, [100]),
  cell('connections', 500, 50, 1, [100]),
  cell('connections', 3_000, 300, 1, [100]),
]
export const QUICK = [cell('main', 200, 20, 1, [50])]

/** Who sits where: the first groups have watched tickets, the other connections are there and watch nothing. */
export function seatsOf({ connections, tickets, open }) {
  const groups = tickets / open
  return Array.from({ length: connections }, (_, number) => {
    const group = Math.floor(number / FAN_OUT)
    return { group, person: number % FAN_OUT, open: group < groups ? open : 0 }
  })
}
