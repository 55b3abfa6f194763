/** What is said to have changed is read anew, one after the other, until it is read. */
import { expect, it, vi } from 'vitest'
import { ApiError } from './api'
import { Follower } from './follower'
import { TIMERS } from './timers'

const AT_ONCE = { ...TIMERS, random: () => 0 }
const away = () => new ApiError({ status: 503, code: 'unavailable', message: '' })
const refused = () => new ApiError({ status: 404, code: 'not_found', message: '' })

/** Each question waits until it is answered. */
function questions() {
  const asked: string[] = []
  const answers: { resolve: () => void; reject: (why: Error) => void; signal: AbortSignal }[] = []
  const follower = new Follower(AT_ONCE, 0, (id, signal) => {
    asked.push(id)
    return new Promise<void>((resolve, reject) => answers.push({ resolve, reject, signal }))
  })
  return { asked, answers, follower }
}

it('reads one after the other, and what changes meanwhile once more', async () => {
  const { asked, answers, follower } = questions()
  follower.note(['a', 'b', 'a'])
  await vi.waitFor(() => expect(asked).toEqual(['a']))
  follower.note(['a'])
  answers[0]?.resolve()
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b']))
  answers[1]?.resolve()
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b', 'a']))
})

it('asks again for what could not be had, after the others, and not for what was refused', async () => {
  const { asked, answers, follower } = questions()
  follower.note(['a', 'b'])
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]?.reject(away())
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b']))
  answers[1]?.reject(refused())
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b', 'a']))
  answers[2]?.resolve()
  follower.note(['c'])
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b', 'a', 'c']))
})

it('forgets everything when it is stopped, and begins anew', async () => {
  const { asked, answers, follower } = questions()
  follower.note(['a', 'b'])
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  follower.stop()
  expect(answers[0]?.signal.aborted).toBe(true)
  follower.note(['c'])
  await vi.waitFor(() => expect(asked).toEqual(['a', 'c']))
  answers[0]?.reject(away())
  answers[1]?.resolve()
  follower.note(['d'])
  await vi.waitFor(() => expect(asked).toEqual(['a', 'c', 'd']))
})
