/** From a figure to the tickets behind it. Pure and shared: screens make their links of it, and a test opens every one. */
import type { Behind, Dimension, Figures, Measure } from './schema'

/** Each figure of a row, with the set of tickets that it counts and how many those are. */
export const CELLS = [
  { figure: 'opened', measure: 'opened', countIn: ({ opened }: Figures) => opened },
  { figure: 'accept', measure: 'accepted', countIn: ({ accept }: Figures) => accept.count },
  { figure: 'answer', measure: 'answered', countIn: ({ answer }: Figures) => answer.count },
  { figure: 'done', measure: 'done', countIn: ({ done }: Figures) => done.count },
  { figure: 'hold', measure: 'held', countIn: ({ hold }: Figures) => hold.held },
  { figure: 'hit', measure: 'hit', countIn: ({ target }: Figures) => target.hit },
  { figure: 'late', measure: 'late', countIn: ({ target }: Figures) => target.late },
  { figure: 'ended', measure: 'ended', countIn: ({ reopen }: Figures) => reopen.ended },
  { figure: 'reopened', measure: 'reopened', countIn: ({ reopen }: Figures) => reopen.reopened },
] as const satisfies { figure: string; measure: Measure; countIn: (figures: Figures) => number }[]

type Narrowing = Partial<Pick<Behind, 'department' | 'at' | 'floor' | 'item' | 'person' | 'shift'>>

/** What narrows to the row of this key. */
export const narrowedTo = (by: Dimension, key: string): Partial<Record<keyof Narrowing, string>> => ({
  [by === 'place' ? 'at' : by]: key,
})
