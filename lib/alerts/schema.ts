/** How people are reached where no page of theirs is open, and what a device is told. Shared. */
import { z } from 'zod'
import { LEAST_LOUDNESS } from './policy'

const bytes = (length: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url')
    .refine((value) => Math.floor((value.length * 3) / 4) === length, `must be ${length} bytes`)

/** A browser's subscription, as its push service made it (RFC 8030, RFC 8291). */
export const pushInput = z.strictObject({
  /** In the letters that a URL has (RFC 3986), and in one writing: it says which browser it is. */
  endpoint: z
    .string()
    .regex(/^[!-~]+$/, 'must be a URL')
    .pipe(z.url({ normalize: true }).max(1000)),
  keys: z.strictObject({
    /** An uncompressed point on P-256. */
    p256dh: bytes(65),
    auth: bytes(16),
  }),
})
export type PushInput = z.output<typeof pushInput>

export interface PushState {
  /** What a browser subscribes with; null where this house sends none. */
  publicKey: string | null
  /** This session has a subscription. */
  isOn: boolean
}

/** `moot`: nobody needed to be told any more. `refused`: the push service will never take it. `late`: it was tried too long. */
export type PushOutcome = 'sent' | 'moot' | 'refused' | 'late'

/** What a push carries, in the reader's language: the worker shows it as it is. */
export interface PushMessage {
  title: string
  body: string
  /** What is about the same replaces what is on the screen. */
  tag: string
  /** Where a tap leads, from the root. */
  path: string
  /** How many wait for this person: the number on the icon. */
  count: number
  isUrgent: boolean
}

export const loudnessInput = z.strictObject({ loudness: z.number().min(LEAST_LOUDNESS).max(1) })
