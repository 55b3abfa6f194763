import { expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { asUnavailable } from './outage'

const failure = (code: string) => new Error('a query failed', { cause: Object.assign(new Error(code), { code }) })

it.each(['08006', '53300', '57014', '55P03', '25P03', '25P04', '40P01', 'CONNECT_TIMEOUT'])(
  '%s is an outage: whoever asked asks again',
  (code) => {
    const told = asUnavailable(failure(code))
    expect(told).toBeInstanceOf(AppError)
    expect(told).toMatchObject({ code: 'unavailable' })
  },
)

it.each(['23505', '42P01', '25001'])('%s is a bug, and stays what it is', (code) => {
  const thrown = failure(code)
  expect(asUnavailable(thrown)).toBe(thrown)
})
