/** Input against its schema, with the answer that names the field. */
import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'

/** Throws `invalid` naming the first offending field: `body.quantity`. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const unknownKey = issue?.code === 'unrecognized_keys' ? [issue.keys[0]] : []
  const field = [where, ...(issue?.path ?? []), ...unknownKey].map(String).join('.')
  throw new AppError('invalid', { code: 'invalid', params: { reason: issue?.message ?? 'is not valid' } }, { field })
}
