/** Whether what was asked for exists: the place, the item and its typed fields. Refuses with 400 naming the field. */
import 'server-only'
import type { CatalogueField } from '@/lib/catalogue/schema'
import { misfits } from '@/lib/catalogue/values'
import { AppError } from '@/lib/errors'
import type { FieldValues } from './schema'

/** Free text has no typed fields, so nothing fits it. */
export function requireFitting(fields: readonly CatalogueField[], values: FieldValues): void {
  const [problem] = misfits(fields, values)
  if (problem) throw new AppError('invalid', problem.problem, { field: `body.fields.${problem.code}` })
}
