/** What each request about duty may carry. Shared. */
import { z } from 'zod'
import { clientId, id, plannedMoment } from '@/lib/schema'

/** `id` becomes the shift's: asked again, it is begun once. */
export const startShiftInput = z.strictObject({ id: clientId })
export type StartShiftInput = z.output<typeof startShiftInput>

/** Which shift, or which absence, is meant: a late retry must not end a later one. */
export const endInput = z.strictObject({ id })
export type EndInput = z.output<typeof endInput>

/** `id` becomes the absence's. Without `until` it lasts to the end of the hotel's business day. */
export const absenceInput = z.strictObject({ id: clientId, until: plannedMoment.optional() })
export type AbsenceInput = z.output<typeof absenceInput>
