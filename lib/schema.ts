/** The vocabulary every noun shares: ids, moments, plain text, pages. Shared by server and browser. What a page needs before
 *  anything is parsed is in ids.ts and names.ts, which load no zod. */
import { z } from 'zod'
import { UUID } from './uuid'

export { newId } from './ids'
export { type Names, nameIn } from './names'

/** An id as it travels: a lower-case UUID. */
export const id = z.string().regex(UUID, 'must be a lower-case UUID')

/** A whole number in a query: digits. `Number` would read nothing as 0, and "1e2" as a hundred. */
export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().int().min(min).max(max))

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** An id that the client makes: a UUIDv7, which becomes the id of the journal entry. */
export const clientId = z.string().regex(UUID_V7, 'must be a lower-case UUIDv7')

/** A moment as ISO 8601 with an offset or Z. Whatever a device's clock says: it is clamped before it counts. */
export const moment = z.iso.datetime({ offset: true })

/** A moment that PostgreSQL is asked about, in UTC. It writes the years before the first and after 9999 in another way than ISO 8601
 *  does, and knows no offset of sixteen hours. */
export const dated = moment
  .refine((value) => isWrittenAlike(new Date(value)), 'must be in the years 1 to 9999')
  .transform((value) => new Date(value).toISOString())

const isWrittenAlike = (value: Date) => value.getUTCFullYear() >= 1 && value.getUTCFullYear() <= 9_999

/** A moment that somebody plans. What lies outside of this century PostgreSQL may not hold, or not once a hold is added. */
export const plannedMoment = moment.refine((value) => isThisCentury(new Date(value)), 'must be in this century')

const isThisCentury = (value: Date) => value.getUTCFullYear() >= 2000 && value.getUTCFullYear() < 2100

// C0 and C1 controls except tab and line feed, and the bidirectional overrides that can disguise text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e\u2028\u2029\ufeff]/

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const isPlain = (value: string) => !CONTROL.test(value) && !LONE_SURROGATE.test(value)

/** Text of several lines, trimmed; length in Unicode code points, so that an emoji counts once or a few times, never by bytes. */
export const text = (min: number, max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => [...value].length >= min, `must have at least ${min} character${min === 1 ? '' : 's'}`)
    .refine((value) => [...value].length <= max, `must have at most ${max} characters`)
    .refine(isPlain, 'must not contain control characters')

/** Text of one line. */
export const line = (min: number, max: number) =>
  text(min, max).refine((value) => !/[\n\t]/.test(value), 'must be one line')

/** A text per language code ("en", "de"); English is always there and is what other languages fall back to. */
export const names = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1)).refine((value) => 'en' in value)
export interface Page<T> {
  items: T[]
  /** Pass it back as `cursor` for the next page; null on the last. */
  next: string | null
}
