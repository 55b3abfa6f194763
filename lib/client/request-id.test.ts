/** One id for one thing asked for, until it is known what became of it. */
import { expect, it } from 'vitest'
import { ApiError } from './api'
import { RequestId } from './request-id'

const away = new ApiError({ status: 0, code: 'unreachable', message: 'network' })
const refused = new ApiError({ status: 409, code: 'conflict', message: 'held_anew' })

/** Under which ids it was asked, answered in turn. */
function asked(...answers: (ApiError | 'done')[]) {
  const ids: string[] = []
  const ask = async (id: string) => {
    ids.push(id)
    const answer = answers.shift()
    if (answer instanceof ApiError) throw answer
    return answer
  }
  return { ids, ask }
}

it('asks for the same under the same id while nobody knows what became of it', async () => {
  const request = new RequestId()
  const { ids, ask } = asked(away, away, away, 'done', 'done')
  await expect(request.under({ reason: 'a' }, ask)).rejects.toBe(away)
  expect(await request.under({ reason: 'a' }, ask)).toBe('done')
  expect(new Set(ids).size).toBe(1)
  await request.under({ reason: 'a' }, ask)
  expect(new Set(ids).size).toBe(2)
})

it('asks for something else, and again after a refusal, under another', async () => {
  const request = new RequestId()
  const { ids, ask } = asked(away, away, away, refused, 'done')
  await expect(request.under({ reason: 'a' }, ask)).rejects.toBe(away)
  await expect(request.under({ reason: 'b' }, ask)).rejects.toBe(refused)
  await request.under({ reason: 'b' }, ask)
  expect([ids[0] === ids[2], ids[2] === ids[3], ids[3] === ids[4]]).toEqual([true, false, false])
})

it('asks for the same under another once two minutes have gone', async () => {
  let now = 0
  const request = new RequestId(() => now)
  const { ids, ask } = asked(away, away, away, away, away, away, 'done')
  await expect(request.under({ reason: 'a' }, ask)).rejects.toBe(away)
  now = 119_000
  await expect(request.under({ reason: 'a' }, ask)).rejects.toBe(away)
  now = 120_000
  await request.under({ reason: 'a' }, ask)
  expect([ids[0] === ids[5], ids[5] === ids[6]]).toEqual([true, false])
})
