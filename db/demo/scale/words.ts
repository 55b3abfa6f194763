/** Chance puts words together: what is written in a hotel of many years. Pure: the same dice, the same words. */
import { FLOORS, ROOMS_PER_FLOOR } from '@/db/cast'
import type { Dice } from '../dice'
import { answered, asked, colours, dishes, type Language, parts, syllables } from './phrases'

export const oneOf = <T>(dice: Dice, values: readonly T[]): T => values[dice.between(0, values.length - 1)] as T
/** So many times in a hundred. */
export const chance = (dice: Dice, percent: number): boolean => dice.between(1, 100) <= percent

export const room = (dice: Dice): string => `${dice.between(1, FLOORS) * 100 + dice.between(1, ROOMS_PER_FLOOR)}`

/** An invented surname; there are tens of thousands. */
export function surname(dice: Dice): string {
  const name = Array.from({ length: dice.between(2, 3) }, () => oneOf(dice, syllables)).join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const time = (dice: Dice) => `${dice.between(6, 23)}:${`${dice.between(0, 11) * 5}`.padStart(2, '0')}`
export const code = (dice: Dice) => `${oneOf(dice, ['FX', 'KN', 'ZB', 'HT', 'QL'])}-${dice.between(10_000, 99_999)}`

const FILLINGS: Record<string, (dice: Dice) => string> = {
  guest: surname,
  room,
  time,
  code,
  number: (dice) => `${dice.between(2, 29)}`,
  part: (dice) => oneOf(dice, parts),
  colour: (dice) => oneOf(dice, colours),
  dish: (dice) => oneOf(dice, dishes),
}

export const filled = (dice: Dice, phrase: string): string =>
  phrase.replace(/\{([a-z]+)\}/g, (whole, name: string) => FILLINGS[name]?.(dice) ?? whole)

export const question = (dice: Dice, language: Language): string =>
  mistyped(dice, filled(dice, oneOf(dice, asked[language])))

export function answer(dice: Dice, language: Language): string {
  const first = filled(dice, oneOf(dice, answered[language]))
  return mistyped(dice, chance(dice, 25) ? `${first} ${filled(dice, oneOf(dice, answered[language]))}` : first)
}

/** In a hurry two letters change places. */
function mistyped(dice: Dice, text: string): string {
  if (!chance(dice, 4)) return text
  const at = dice.between(1, Math.max(1, text.length - 3))
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`
}
