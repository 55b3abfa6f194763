/** What a page throws is written to the log by Next, as `inspect` shows it. */
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { notFound as nextNotFound } from 'next/navigation'
import { expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { PER_MINUTE } from './pace'
import { readForPage } from './page'
import { ANSWER_MS } from './within'

const failure = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => null,
    (error) => error,
  )
const query = async () => db().execute(sql`select ${'The guest of 412 is ill'}::text, 1 / ${0}::integer`)

it('throws nothing of a failed query, and logs its cause under the reference that is shown', async () => {
  const logged = vi.spyOn(log, 'error')
  // What must not be kept is really there.
  expect(inspect(await failure(query))).toContain('The guest of 412 is ill')
  const error = (await failure(() => readForPage(query))) as Error & { digest: string }
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/guest|select|params|cause/)
  expect(logged).toHaveBeenCalledWith({ reference: error.digest, err: expect.any(Error) }, expect.any(String))
})

it('is not read for a person who asks for it without pause', async () => {
  vi.spyOn(log, 'error')
  const read = vi.fn(async () => 'read')
  for (let time = 0; time < PER_MINUTE.page; time++) await readForPage(read, 'mallory')
  expect(await failure(() => readForPage(read, 'mallory'))).toMatchObject({ name: 'PageFailure' })
  expect(read).toHaveBeenCalledTimes(PER_MINUTE.page)
  expect(await readForPage(read, 'hana')).toBe('read')
})

it('fails by a reference when it is not read in time', async () => {
  vi.spyOn(log, 'error')
  vi.useFakeTimers()
  const failed = failure(() => readForPage(() => new Promise(() => {})))
  await vi.advanceTimersByTimeAsync(ANSWER_MS)
  vi.useRealTimers()
  expect(await failed).toMatchObject({ name: 'PageFailure', digest: expect.stringMatching(/^[0-9a-f]{8}$/) })
})

it('passes on what is read, and what names nothing', async () => {
  expect(await readForPage(async () => 'read')).toBe('read')
  expect(
    await failure(() =>
      readForPage(async () => {
        throw notFound()
      }),
    ),
  ).toMatchObject({ code: 'not_found' })
  expect(await failure(() => readForPage(async () => nextNotFound()))).toMatchObject({
    digest: expect.stringContaining('404'),
  })
})
