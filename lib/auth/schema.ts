/** Who is asking. Shared: the browser knows its own actor and decides with the same policy as the server. */
import { z } from 'zod'
import type { Role } from '@/lib/people/schema'
import { line } from '@/lib/schema'

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

/** Full-width look-alikes of @ are refused: they would name somebody else's account after normalising. */
const email = line(3, 254)
  .transform((value) => value.toLowerCase())
  .refine((value) => /^[^\s@\uff20\ufe6b]+@[^\s@\uff20\ufe6b]+$/.test(value), 'must be an e-mail address')

/** The password is taken exactly as typed: not trimmed, not normalised. */
export const signInInput = z.object({ email, password: z.string().min(1).max(256) })
export type SignInInput = z.output<typeof signInInput>
