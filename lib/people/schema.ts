/** People, their roles and departments. What requests may carry is in requests.ts. Shared. */
import type { Names } from '@/lib/names'

export const ROLES = ['attendant', 'dispatcher', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const LOCALES = ['en', 'de', 'es', 'fr', 'pt', 'pl', 'uk', 'tl', 'ar'] as const

/** What a person has chosen for themselves, on whatever device. */
export interface Preferences {
  locale: (typeof LOCALES)[number]
  /** `volume` is 0 to 1. */
  sound: { volume: number; isMuted: boolean }
  /** Whether single letters are shortcuts (WCAG 2.1.4). */
  singleKeys: boolean
}

/** What holds until somebody chooses. */
export const PREFERENCES_UNSET: Preferences = { locale: 'en', sound: { volume: 0.8, isMuted: false }, singleKeys: true }

/** What everyone signed in may know of a colleague. */
export interface Person {
  id: string
  name: string
  role: Role
  departmentIds: string[]
  active: boolean
}

export interface Department {
  id: string
  /** Short, stable, for URLs and imports: "housekeeping". */
  code: string
  names: Names
  /** How loud its alerts are, 0.1 to 1; all of it until somebody says otherwise. */
  loudness?: number
}
