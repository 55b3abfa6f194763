/** What whoever looks after the journal is told, by the script that they run. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import { ticketIn } from '@/lib/tickets/specimen'

/** Its output and how it ended. */
const run = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'scripts/journal.ts', ...args],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  ).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  )

it('names what is not as it was written, and says that it is not whole', async () => {
  const { id, number } = await ticketIn('done')
  expect(await run('verify')).toMatchObject({ code: 0, said: expect.stringContaining(': whole.') })
  await db()
    .update(entries)
    .set({ at: new Date(0) })
    .where(and(eq(entries.ticketId, id), eq(entries.seq, 2)))
  const { code, said } = await run('verify')
  expect(said).toContain(`T-${number} (${id}), #2 is not as it was written.`)
  expect(said).toContain(': 1 faults.')
  expect(code).toBe(1)
})
