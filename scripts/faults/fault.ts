/** What a fault is. */
import type { House } from './house'

export interface Fault {
  name: string
  /** Also in the short form. */
  inShort?: boolean
  /** Breaks something while people work, heals it, and returns; what became of it is judged after. Throws when something else
   *  than the books is wrong. */
  run(house: House): Promise<void>
}

/** A stream must be gone this long after its session was ended. */
const ENDS_WITHIN_MS = 1_000

/** Throws where a stream ended later than that; in the short list, which is part of `npm test` on any machine, it is only noted. */
export function requireEnded({ isShort }: Pick<House, 'isShort'>, ms: number): void {
  if (!isShort && ms > ENDS_WITHIN_MS) throw new Error('a stream outlived its session by more than a second')
}

/** Acts that must go through once it is healed. */
export const AFTER = 15
