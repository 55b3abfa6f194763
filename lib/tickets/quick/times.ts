/** By when: "at noon", "14:00", "um 12", "a las 8", "in 20 min". Which moment that is depends on the hotel's clock and is
 *  worked out elsewhere. Pure. Shared. */
import { NUMBER_WORDS, OTHER_UNITS } from './vocabulary'
import type { Word } from './words'

export type Due =
  | { kind: 'in'; minutes: number }
  /** `day` counts from today; null is the next time that the clock says so. `isEither` may be that hour or twelve later. */
  | { kind: 'at'; hour: number; minute: number; day: 0 | 1 | null; isEither: boolean }

export interface DueFound {
  due: Due
  /** Places of its words in the line. */
  at: number[]
}

const list = (phrases: string): string[][] =>
  phrases
    .split('|')
    .map((phrase) => phrase.trim().split(' '))
    .sort((a, b) => b.length - a.length)

const BEFORE = list(`at|by|before|until|around|no later than|um|bis|gegen|ab|vor|bis um|spatestens um|a las|para las
  |antes de las|sobre las|hasta las|a la|a|avant|vers|jusqu a|d ici|pour|as|pelas|ate as|antes das|por volta das|para as|al|ao|zu|hacia las`)
const TODAY = list('today|heute|hoy|hoje|tonight|heute abend|esta noche|esta noite|hoje a noite|aujourd hui|ce soir')
const TOMORROW = list(
  'tomorrow|morgen|manana|amanha|tomorrow morning|morgen fruh|manana por la manana|amanha de manha|demain|demain matin',
)
const MORNING = list('am|in the morning|morgens|de la manana|por la manana|da manha|fruh|du matin')
const EVENING =
  list(`pm|in the evening|in the afternoon|tonight|abends|nachmittags|de la tarde|de la noche|da tarde|da noite
  |por la tarde|por la noche|heute abend|esta noche|esta noite|du soir|de l apres midi|ce soir`)
const NOON = list('noon|midday|mittag|mittags|mediodia|meiodia|meio dia|midi')
const MIDNIGHT = list('midnight|mitternacht|medianoche|meianoite|meia noite|minuit')
const WITHIN = list('in|within|innerhalb von|en|dentro de|em|daqui a|dans')
const HALF_HOUR = list('half an hour|einer halben stunde|media hora|meia hora|une demi heure')
const MINUTES = /^(m|min|mins|minute|minutes|minuten|minuto|minutos)$/
const HOURS = /^(h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures)$/
const OCLOCK = /^(uhr|h|hs|hrs|horas|heures|oclock)$/

/** The first time that a line names. `isPlace` tells a number that is a place of its own: "at 8" may be room 8. */
export function findDue(words: readonly Word[], isPlace: (name: string) => boolean): DueFound | null {
  const folded = words.map((word) => (word.isQuoted ? '' : word.folded))
  for (let from = 0; from < folded.length; from++) {
    const found = within(folded, from) ?? clockAt(folded, from, isPlace)
    if (found) return found
  }
  return null
}

/** How many words of a phrase of the list stand there; 0 for none. */
const phraseAt = (folded: readonly string[], from: number, phrases: readonly string[][]): number =>
  phrases.find((phrase) => phrase.every((word, index) => folded[from + index] === word))?.length ?? 0

const run = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

function within(folded: readonly string[], from: number): DueFound | null {
  const before = phraseAt(folded, from, WITHIN)
  const at = from + before
  const half = before > 0 ? phraseAt(folded, at, HALF_HOUR) : 0
  if (half > 0) return { due: { kind: 'in', minutes: 30 }, at: run(from, at + half) }
  const [, digits, joined] = /^(\d{1,3})([a-z]*)$/.exec(folded[at] ?? '') ?? []
  const number = digits === undefined ? (before > 0 ? NUMBER_WORDS[folded[at] ?? ''] : undefined) : Number(digits)
  if (!number) return null
  const unit = joined || (folded[at + 1] ?? '')
  const to = at + (joined ? 1 : 2)
  if (MINUTES.test(unit) && unit !== 'm') return { due: { kind: 'in', minutes: number }, at: run(from, to) }
  // "14h" is a time of day, "in 2 h" is not.
  if (before > 0 && HOURS.test(unit)) return { due: { kind: 'in', minutes: number * 60 }, at: run(from, to) }
  return null
}

function clockAt(folded: readonly string[], from: number, isPlace: (name: string) => boolean): DueFound | null {
  const before = phraseAt(folded, from, BEFORE)
  const named = namedClock(folded, from + before)
  const clock = named ?? writtenClock(folded, from + before, before > 0, isPlace)
  if (!clock) return null
  const around = surroundings(folded, from, from + before + clock.length)
  if (clock.hour > 23 || clock.minute > 59) return null
  const isEvening = around.half === 'evening' && clock.hour < 12
  const isSettled = !clock.isEither || around.half !== null || around.day === 1
  const hour = isEvening ? clock.hour + 12 : around.half === 'morning' && clock.hour === 12 ? 0 : clock.hour
  return {
    due: { kind: 'at', hour, minute: clock.minute, day: around.day, isEither: !isSettled && clock.hour <= 12 },
    at: run(around.from, around.to),
  }
}

interface Clock {
  hour: number
  minute: number
  isEither: boolean
  length: number
}

function namedClock(folded: readonly string[], at: number): Clock | null {
  const noon = phraseAt(folded, at, NOON)
  if (noon > 0) return { hour: 12, minute: 0, isEither: false, length: noon }
  const midnight = phraseAt(folded, at, MIDNIGHT)
  return midnight > 0 ? { hour: 0, minute: 0, isEither: false, length: midnight } : null
}

function writtenClock(
  folded: readonly string[],
  at: number,
  isAnnounced: boolean,
  isPlace: (name: string) => boolean,
): Clock | null {
  const word = folded[at] ?? ''
  const next = folded[at + 1] ?? ''
  const [, hours, mark, minutes, half] = /^(\d{1,2})(?:([:.h])(\d{2}))?(h|am|pm|uhr)?$/.exec(word) ?? []
  const spoken = isAnnounced && hours === undefined ? NUMBER_WORDS[word] : undefined
  if (hours === undefined && spoken === undefined) return null
  const isMarked = mark === ':' || mark === 'h' || half !== undefined
  const hasOclock = half === undefined && OCLOCK.test(next)
  const hasHalf = half === 'am' || half === 'pm' || next === 'am' || next === 'pm'
  if (!isMarked && !hasOclock && !hasHalf) {
    if (!isAnnounced || isPlace(word) || OTHER_UNITS.has(next)) return null
  }
  const hour = Number(hours ?? spoken)
  const length = hasOclock ? 2 : 1
  if (half === 'pm' || half === 'am')
    return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute: Number(minutes ?? 0), isEither: false, length }
  const isWhole = minutes === undefined && half === undefined
  return { hour, minute: Number(minutes ?? 0), isEither: isWhole && hour >= 1 && hour <= 12, length }
}

/** The day and the half of it, said before or after the time itself. */
function surroundings(folded: readonly string[], clockFrom: number, clockTo: number) {
  let [from, to] = [clockFrom, clockTo]
  let day: 0 | 1 | null = null
  let half: 'morning' | 'evening' | null = null
  for (let again = true; again; ) {
    again = false
    const after = (phrases: readonly string[][]) => phraseAt(folded, to, phrases)
    const [morning, evening] = [after(MORNING), after(EVENING)]
    const [today, tomorrow] = [after(TODAY), after(TOMORROW)]
    const most = Math.max(morning, evening, today, tomorrow)
    if (most === 0) break
    if (evening === most) half = 'evening'
    else if (morning === most) half = 'morning'
    if (today === most) day = 0
    else if (tomorrow === most) day = 1
    to += most
    again = true
  }
  for (const [phrases, value] of [
    [TODAY, 0],
    [TOMORROW, 1],
  ] as const)
    for (const phrase of phrases)
      if (day === null && phrase.every((word, index) => folded[from - phrase.length + index] === word)) {
        day = value
        from -= phrase.length
        if (/abend|noche|noite|tonight/.test(phrase.join(' '))) half ??= 'evening'
        if (/fruh|por la manana|de manha|morning/.test(phrase.join(' '))) half ??= 'morning'
      }
  return { from, to, day, half }
}
