/** What requests about removing and keeping may carry. Shared. */
import { z } from 'zod'
import { clientId, dated, id, line, moment, wholeNumber } from '@/lib/schema'
import { MONTHS_MAX, REASON_MAX, RETENTION_WAYS } from './schema'

export const entryParams = z.strictObject({ id, seq: wholeNumber(1, 2_147_483_647) })

/** The entry's id, and when it was made where there was no network. */
const written = { id: clientId, at: moment.optional() }

/** `reason` is shown where the entry was, or stands in the thread. */
export const reasonedInput = z.strictObject({ ...written, reason: line(1, REASON_MAX) })
export type ReasonedInput = z.output<typeof reasonedInput>

/** `setAt` is that of the hold that its reader saw; without it, whichever stands is lifted. */
export const liftInput = z.strictObject({ ...written, setAt: moment.optional() })
export type LiftInput = z.output<typeof liftInput>

const rule = z.strictObject({
  departmentId: id,
  months: z.number().int().min(1).max(MONTHS_MAX),
  way: z.enum(RETENTION_WAYS),
})
/** `version` is the one that its editor saw. */
const version = z.number().int().min(0)

export const retentionInput = z.strictObject({
  version,
  rules: z
    .array(rule)
    .max(100)
    .refine(
      (rules) => new Set(rules.map(({ departmentId }) => departmentId)).size === rules.length,
      'name a department once',
    ),
})
export type RetentionInput = z.output<typeof retentionInput>

export const versionInput = z.strictObject({ version })

/** `at` is the dry run's. */
export const confirmInput = z.strictObject({ version, at: moment })
export type ConfirmInput = z.output<typeof confirmInput>

export const personParams = z.strictObject({ id })

/** `name` as it stands now, so that nobody erases somebody else by a slip; `withTexts`: all that they wrote as well. */
export const farewellInput = z.strictObject({ name: line(1, 200), withTexts: z.boolean() })
export type FarewellInput = z.output<typeof farewellInput>

export const removalsQuery = z.strictObject({
  since: dated.optional(),
  /** The tickets of which the device keeps something, comma-separated. */
  kept: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(id).max(200)),
})
