/** What a request about the audit log may carry. Shared. */
import { z } from 'zod'
import { id, wholeNumber } from '@/lib/schema'

/** `before` is the id of a line that has been read. */
export const auditQuery = z.strictObject({ before: id.optional(), limit: wholeNumber(1, 100).default(20) })
export type AuditQuery = z.output<typeof auditQuery>
