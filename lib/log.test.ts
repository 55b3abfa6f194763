/** The log tells what went wrong, and never what people wrote. */
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '@/db/client'
import { faultOf, wordsOf } from './log'

const failure = (work: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work).then(
    () => null,
    (error) => error,
  )

it('names the cause of a failed query, and none of its parameters', async () => {
  const error = await failure(db().execute(sql`select ${'The guest of 412 is ill'}::text, 1 / ${0}::integer`))
  // What it must not keep is really there.
  expect(String(error)).toContain('The guest of 412 is ill')
  expect(wordsOf(error)).toBe('PostgresError: division by zero')
  expect(faultOf(error)).toMatchObject({ message: 'PostgresError: division by zero', code: '22012' })
  expect(JSON.stringify(faultOf(error))).not.toContain('guest')
})

it('says where it was', () => {
  expect(faultOf(new TypeError('x is not a function'))).toEqual({
    message: 'TypeError: x is not a function',
    at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
  })
})

it('takes no line of a message for a place', () => {
  const error = new Error('Failed query\nparams: Call me\n  at 9 pm she will be alone, code 7731')
  expect(JSON.stringify(faultOf(error))).toContain('log.test.ts')
  expect((faultOf(error) as { at: string[] }).at.join()).not.toContain('7731')
})

it('takes whatever is thrown', () => {
  for (const thrown of [null, undefined, 'words', { code: 7 }])
    expect(faultOf(thrown)).toEqual({ message: String(thrown), at: [] })
})
