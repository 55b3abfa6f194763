/** When each of very many tickets is opened, and how long its thread is. Pure, and the same for the same seed: years end at
 *  `until`, busier in summer, at weekends and by day. */
import 'server-only'
import { type Dice, diceFor } from '../dice'
import type { Plan } from '../schedule'
import type { Step } from '../thread'
import { script } from './script'
import { oneOf } from './words'

export interface Scale {
  tickets: number
  messages: number
  seed: number
  /** The moment its years end. */
  until: Date
  years: number
}

const DAY_MS = 86_400_000
/** Even the last one opened has time for what is said in it. */
const LAST_MS = 15 * 60_000
const HOURS = [1, 1, 1, 1, 1, 2, 5, 8, 10, 9, 7, 6, 6, 6, 7, 8, 9, 9, 8, 8, 7, 5, 3, 2].flatMap((weight, hour) =>
  Array<number>(weight).fill(hour),
)
/** How a block of tickets shares its messages: most have a few, some go on and on. */
const SHARES = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 16, 24, 40]
const BLOCK = 100

/** In the order in which they were opened. */
export function* plansOf(scale: Scale): Generator<Plan> {
  const lengths = lengthsOf(scale)
  let index = 0
  for (const openedAt of openingsOf(scale)) {
    const messages = lengths.next().value ?? 0
    yield planOne(scale, index++, openedAt, messages)
  }
}

function planOne({ seed, until }: Scale, index: number, openedAt: Date, messages: number): Plan {
  const name = `one of many ${index}`
  const dice = diceFor(seed, name)
  const thread = script(name, dice, messages)
  const { steps, stepsAt } = soFar(thread.steps, openedAt, until, dice)
  const missing = messages - (thread.first === undefined ? 0 : 1) - steps.filter(isSaid).length
  const last = stepsAt.at(-1) ?? openedAt
  const room = (until.getTime() - 30_000 - last.getTime()) / (missing + 1)
  for (let said = 1; said <= missing; said++) {
    steps.push([0, thread.by, 'Any news?'])
    stepsAt.push(new Date(last.getTime() + Math.floor(room * said)))
  }
  return { thread: { ...thread, steps }, dice, id: dice.id(openedAt), openedAt, stepsAt, now: until }
}

const isSaid = ([, , what]: Step) => typeof what === 'string' || what.act === 'write' || what.act === 'photograph'

/** What has happened by then. */
function soFar(all: Step[], openedAt: Date, until: Date, dice: Dice): { steps: Step[]; stepsAt: Date[] } {
  const stepsAt: Date[] = []
  for (const [minute] of all) {
    const at = openedAt.getTime() + minute * 60_000 + dice.between(1_000, 45_000)
    if (at + 5 * 60_000 > until.getTime()) break
    stepsAt.push(new Date(at))
  }
  return { steps: all.slice(0, stepsAt.length), stepsAt }
}

function* openingsOf({ tickets, seed, until, years }: Scale): Generator<Date> {
  const days = Math.ceil(years * 365.25)
  const weights = Array.from({ length: days }, (_, day) => weightOf(new Date(until.getTime() - (days - day) * DAY_MS)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  let given = 0
  for (const [day, weight] of weights.entries()) {
    sum += weight
    const count = Math.round((tickets * sum) / total) - given
    given += count
    yield* dayOf(diceFor(seed, `day ${day}`), new Date(until.getTime() - (days - day) * DAY_MS), count)
  }
}

function weightOf(day: Date): number {
  const season = 1 + 0.3 * Math.sin(((day.getUTCMonth() - 3) / 12) * 2 * Math.PI)
  return season * (day.getUTCDay() === 5 || day.getUTCDay() === 6 ? 1.3 : 1)
}

function dayOf(dice: Dice, from: Date, count: number): Date[] {
  const midnight = Math.floor(from.getTime() / DAY_MS) * DAY_MS
  const moments = Array.from({ length: count }, () => {
    const at = midnight + oneOf(dice, HOURS) * 3_600_000 + dice.between(0, 3_599_999)
    const within = at < from.getTime() ? at + DAY_MS : at
    return Math.min(within, from.getTime() + DAY_MS - LAST_MS - dice.between(0, 600_000))
  })
  return moments.sort((a, b) => a - b).map((at) => new Date(at))
}

function* lengthsOf({ tickets, messages, seed }: Scale): Generator<number> {
  for (let from = 0; from < tickets; from += BLOCK) {
    const size = Math.min(BLOCK, tickets - from)
    const dice = diceFor(seed, `lengths ${from}`)
    const shares = Array.from({ length: size }, () => oneOf(dice, SHARES))
    const total = Math.max(
      1,
      shares.reduce((sum, share) => sum + share, 0),
    )
    const budget = Math.floor((messages * (from + size)) / tickets) - Math.floor((messages * from) / tickets)
    let sum = 0
    let given = 0
    for (const [index, share] of shares.entries()) {
      sum += share
      const upTo = index === size - 1 ? budget : Math.floor((budget * sum) / total)
      yield upTo - given
      given = upTo
    }
  }
}
