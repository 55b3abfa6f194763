// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { keep } from './keep'
import { signOut } from './sign-in'

const answer = (status: number) => vi.stubGlobal('fetch', async () => Response.json({ csrfToken: 'x' }, { status }))

it('takes along the drafts of who signs out, nobody else’s, and nothing that waits to be sent', async () => {
  for (const key of ['draft.hana.1', 'draft.hana.2', 'draft.maria.1', 'outbox.hana.1']) keep.set(key, 'kept')
  answer(503)
  await expect(signOut('hana')).rejects.toThrow()
  expect(keep.get('draft.hana.1')).toBe('kept')
  answer(200)
  await signOut('hana')
  expect([keep.get('draft.hana.1'), keep.get('draft.hana.2')]).toEqual([null, null])
  expect([keep.get('draft.maria.1'), keep.get('outbox.hana.1')]).toEqual(['kept', 'kept'])
})
