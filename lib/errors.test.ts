/** The built server holds these classes several times, once a bundle. */
import { expect, it, vi } from 'vitest'
import { DeadlineError } from './deadline'
import { AppError } from './errors'

it('knows an error of another bundle', async () => {
  vi.resetModules()
  const [other, late] = [await import('./errors'), await import('./deadline')]
  expect(other.AppError).not.toBe(AppError)
  expect(new other.AppError('unavailable', 'too_many_streams') instanceof AppError).toBe(true)
  expect(new late.DeadlineError('late') instanceof DeadlineError).toBe(true)
})

it('takes nothing else for one', () => {
  for (const thrown of [new Error('x'), new DeadlineError('late'), { code: 'unavailable' }, null, undefined, 'text'])
    expect((thrown as unknown) instanceof AppError).toBe(false)
})
