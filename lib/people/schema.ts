/** People, their roles and departments. Shared. */
import { z } from 'zod'
import type { Names } from '@/lib/schema'

export const ROLES = ['attendant', 'dispatcher', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]
export const role = z.enum(ROLES)

export const LOCALES = ['en', 'de', 'es', 'pt', 'pl', 'uk', 'tl', 'ar'] as const

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
}
