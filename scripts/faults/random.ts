/** Chance that repeats itself: the same seed, the same choices. */
export interface Dice {
  /** From 0 up to, but not including, 1. */
  roll(): number
  pick<T>(items: readonly T[]): T
}

/** mulberry32, by Tommy Ettinger (public domain). */
export function dice(seed: number): Dice {
  let state = seed * 0x9e3779b1
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    roll,
    pick: (items) => {
      const item = items[Math.floor(roll() * items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
  }
}
