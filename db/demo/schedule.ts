/** When each demo thread begins and each of its steps happens. Pure: the same threads, seed and now give the same moments.
 *  Promises: nothing lies after now, steps are in order, and tickets come sorted by when they were opened. */
import { daysBefore, lastShown } from './clock'
import { type Dice, diceFor } from './dice'
import type { Thread } from './thread'

export interface Plan {
  thread: Thread
  dice: Dice
  /** The ticket's, and its first entry's. */
  id: string
  openedAt: Date
  /** One for each step. */
  stepsAt: Date[]
  now: Date
}

interface Schedule {
  seed: number
  now: Date
  zone: string
}

const MINUTE_MS = 60_000
/** Room for what chance adds to the end of a thread. */
const SLACK_MINUTES = 5
/** The server has the last entry before now, too. */
const SLOWEST_MS = 5_000

export function planAll(threads: Thread[], schedule: Schedule): Plan[] {
  const plans = new Map<string, Plan>()
  const planned = (name: string): Plan => {
    const known = plans.get(name)
    if (known) return known
    const thread = threads.find((one) => one.name === name)
    if (!thread) throw new Error(`no demo thread is called "${name}"`)
    const plan = planOne(thread, threads, schedule, planned)
    plans.set(name, plan)
    return plan
  }
  return threads.map(({ name }) => planned(name)).sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
}

function planOne(thread: Thread, threads: Thread[], schedule: Schedule, planned: (name: string) => Plan): Plan {
  const dice = diceFor(schedule.seed, thread.name)
  const openedAt = openingOf(thread, threads, schedule, planned, dice)
  const stepsAt: Date[] = []
  let last = openedAt.getTime()
  for (const [minute] of thread.steps) {
    const meant = openedAt.getTime() + minute * MINUTE_MS + dice.between(0, 45_000)
    last = Math.max(last + dice.between(3_000, 12_000), meant)
    stepsAt.push(new Date(last))
  }
  if (last + SLOWEST_MS > schedule.now.getTime()) throw new Error(`"${thread.name}" goes on after now`)
  return { thread, dice, id: dice.id(openedAt), openedAt, stepsAt, now: schedule.now }
}

function openingOf(
  thread: Thread,
  threads: Thread[],
  { now, zone }: Schedule,
  planned: (name: string) => Plan,
  dice: Dice,
): Date {
  const { when } = thread
  if ('ago' in when) return new Date(now.getTime() - when.ago * MINUTE_MS - dice.between(0, 20_000))
  if ('after' in when) {
    const { openedAt } = planned(when.after)
    return new Date(openedAt.getTime() + when.minutes * MINUTE_MS + dice.between(0, 40_000))
  }
  const latest = new Date(now.getTime() - (spanOf(thread, threads) + SLACK_MINUTES) * MINUTE_MS)
  const nominal = daysBefore(when.day - 1, lastShown(when.clock, latest, zone), zone)
  // What was asked for a time of day keeps it; the rest is not always on the quarter of an hour.
  const spread = thread.due === undefined ? dice.between(-150_000, 150_000) : dice.between(0, 30_000)
  return new Date(nominal.getTime() + spread)
}

/** Minutes from its opening to the end of it, and of those that came out of it. */
function spanOf(thread: Thread, threads: Thread[]): number {
  const own = thread.steps.at(-1)?.[0] ?? 0
  const followers = threads.flatMap((one) =>
    'after' in one.when && one.when.after === thread.name ? [one.when.minutes + spanOf(one, threads)] : [],
  )
  return Math.max(own, ...followers)
}
