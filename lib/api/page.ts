/** The counterpart of `route` for pages: what a page reads goes through here, because Next writes whatever a page throws to the
 *  log, field by field, and a failed query quotes what people wrote. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { asUnavailable } from './outage'
import { pace } from './pace'
import { ANSWER_MS, within } from './within'

/** Next logs it and hands its digest, and nothing else of it, to the page that is shown instead. */
class PageFailure extends Error {
  override name = 'PageFailure'

  constructor(readonly digest: string) {
    super('the page could not be read')
  }
}

/** Answers what `read` does, or fails when that takes longer than an answer may. Lets what names nothing through as `not_found`; anything else is logged by a reference, which is
 *  all that the error thrown instead knows. With `pacedFor` it is counted how often this person reads. */
export async function readForPage<T>(read: () => Promise<T>, pacedFor?: string): Promise<T> {
  try {
    if (pacedFor !== undefined) await pace(pacedFor, 'page')
    return await within(read(), ANSWER_MS)
  } catch (thrown) {
    unstable_rethrow(thrown)
    const error = asUnavailable(thrown)
    if (error instanceof AppError && error.code === 'not_found') throw error
    const reference = randomUUID().slice(0, 8)
    log.error({ reference, err: thrown }, 'page could not be read')
    throw new PageFailure(reference)
  }
}
