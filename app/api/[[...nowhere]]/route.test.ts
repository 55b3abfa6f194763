import { describe, expect, it } from 'vitest'
import { ask } from '@/scripts/stage/stage'
import * as nowhere from './route'

describe('an address of the API that is none', () => {
  it.each(Object.entries(nowhere))('404 in JSON for %s', async (method, handler) => {
    const reply = await ask(handler, { method })
    expect(reply).toMatchObject({ status: 404, body: { error: { code: 'not_found', message: 'not_found' } } })
  })
})
