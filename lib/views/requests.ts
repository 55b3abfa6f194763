/** What each request about kept views may carry. Shared. */
import { z } from 'zod'
import { clientId, id, line } from '@/lib/schema'
import { BOARD_VIEWS, type Filter, type Sharing } from './schema'

const filter: z.ZodType<Filter> = z.strictObject({
  view: z.enum(BOARD_VIEWS).default('all'),
  departmentId: id.nullable().default(null),
  floorId: id.nullable().default(null),
  assigneeId: id.nullable().default(null),
  query: line(0, 100).default(''),
})

const sharing: z.ZodType<Sharing> = z.discriminatedUnion('with', [
  z.strictObject({ with: z.literal('nobody') }),
  z.strictObject({ with: z.literal('department'), departmentId: id }),
  z.strictObject({ with: z.literal('hotel') }),
])

const name = line(1, 40)

export const viewParams = z.strictObject({ id })

/** The id is the client's own: a retry keeps one view. */
export const keepViewInput = z.strictObject({
  id: clientId,
  name,
  filter,
  sharing: sharing.default({ with: 'nobody' }),
})
export type KeepViewInput = z.output<typeof keepViewInput>

export const changeViewInput = z
  .strictObject({ name: name.optional(), filter: filter.optional(), sharing: sharing.optional() })
  .refine((value) => Object.values(value).some((one) => one !== undefined), 'say what is to change')
export type ChangeViewInput = z.output<typeof changeViewInput>
