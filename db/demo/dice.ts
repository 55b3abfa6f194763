/** Chance that is the same every time: everything drawn depends on the seed and the name alone. */

export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** A UUIDv7 of that moment. */
  id(moment: Date): string
}

export function diceFor(seed: number, name: string): Dice {
  const next = mulberry32(hashOf(`${seed} ${name}`))
  const bits = (count: number) => Math.floor(next() * 2 ** count)
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return {
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    id: (moment) => {
      const time = hex(moment.getTime(), 12)
      const tail = `${hex(bits(24), 6)}${hex(bits(24), 6)}`
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(bits(12), 3)}-${hex(0x8000 + bits(14), 4)}-${tail}`
    },
  }
}

/** FNV-1a, 32 bits. */
function hashOf(value: string): number {
  let hash = 0x811c9dc5
  for (const character of value) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough to spread seconds. */
function mulberry32(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
