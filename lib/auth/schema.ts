/** Who is asking. Shared: the browser knows its own actor and decides with the same policy as the server. */
import { z } from 'zod'
import type { Role } from '@/lib/people/schema'

/** A signed-in person, as PostgreSQL knows them now. Never built from a token alone. */
export interface Actor {
  personId: string
  name: string
  role: Role
  departmentIds: string[]
  /** The reader's language. */
  locale: string
  /** The session this request came with; entries record it as the device. */
  sessionId: string
}

export const signInInput = z.strictObject({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(256),
})
