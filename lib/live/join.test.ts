/** Something is written during every step of joining, and arrives once and in order: on the stream that joins, and on the
 *  one that it follows. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { redis } from '@/lib/redis'
import { actorAs } from '@/scripts/stage/stage'
import { hub, stopHub } from './hub'
import { chatKey } from './keys'
import { Listener } from './listener'
import { publish } from './publish'
import { commitMessages, makeTicket, upTo } from './rehearsal'

/** Called at each step; the steps themselves are the real ones. */
const steps = vi.hoisted(() => ({ at: async (_step: string): Promise<void> => {} }))

vi.mock('@/lib/tickets/progress', async (load) => {
  const real = await load<typeof import('@/lib/tickets/progress')>()
  return { ...real, sightsOf: around('authorise', real.sightsOf) }
})
vi.mock('@/lib/auth/access', async (load) => {
  const real = await load<typeof import('@/lib/auth/access')>()
  return { ...real, loadActors: around('load access', real.loadActors) }
})
vi.mock('@/lib/chat/tail', async (load) => {
  const real = await load<typeof import('@/lib/chat/tail')>()
  return { ...real, readRange: around('replay', real.readRange) }
})
vi.mock('@/lib/chat/entries', async (load) => {
  const real = await load<typeof import('@/lib/chat/entries')>()
  return { ...real, readStretch: around('read the journal', real.readStretch) }
})

const around = vi.hoisted(
  () =>
    <Args extends unknown[], Answer>(step: string, work: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await steps.at(`before: ${step}`)
      const answer = await work(...args)
      await steps.at(`after: ${step}`)
      return answer
    },
)

let felix: Actor
let hana: Actor
beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterAll(stopHub)

const STEPS = ['authorise', 'load access', 'replay'].flatMap((step) => [`before: ${step}`, `after: ${step}`])
const JOURNAL = ['before: read the journal', 'after: read the journal']

const CASES = [
  ...STEPS.map((step) => ({ step, store: 'Redis' })),
  ...[...STEPS, ...JOURNAL].map((step) => ({ step, store: 'the journal' })),
]

/** Committed, published, and in the ring. */
async function write(ticketId: string, count: number): Promise<void> {
  for (const one of await commitMessages(felix, ticketId, count)) {
    await publish([one])
    const { seq } = one.entry
    await hub().waitFor(ticketId, seq - 1, 5_000)
  }
}

const join = (ticketId: string, seq: number) => {
  const pipe = hub().admit(hana, [{ ticketId, seq }])
  return { pipe, listener: new Listener(new Response(pipe.stream)).listen() }
}

describe('what is written', () => {
  it.each(CASES)('$step, replayed from $store, arrives once', async ({ step, store }) => {
    const ticketId = await makeTicket(felix)
    const old = join(ticketId, 0)
    await vi.waitFor(() => expect(old.pipe.connection.isBehind).toBe(false))
    await write(ticketId, 3)
    await vi.waitFor(() => expect(old.listener.seqs(ticketId)).toEqual([1, 2, 3]))
    if (store !== 'Redis') await redis().del(chatKey(ticketId))
    // As a browser that switches: the new stream opens while the old one, told to rotate, still brings everything.
    old.pipe.connection.end({ retryMs: 0, reason: 'rotate' })
    const reached = new Promise<void>((resolve, reject) => {
      let isFirst = true
      steps.at = async (now) => {
        if (now !== step || !isFirst) return
        isFirst = false
        await write(ticketId, 2).then(resolve, reject)
      }
    })
    const joined = join(ticketId, 1)
    await reached
    steps.at = async () => {}
    // Before a later entry could give away that these are missing.
    await vi.waitFor(() => expect(joined.listener.seqs(ticketId)).toEqual(upTo(2, 5)))
    await write(ticketId, 1)
    await vi.waitFor(() => expect(joined.listener.seqs(ticketId)).toEqual(upTo(2, 6)))
    await vi.waitFor(() => expect(old.listener.seqs(ticketId)).toEqual(upTo(1, 6)))
    expect([...joined.listener.all('reset'), ...old.listener.all('reset')]).toEqual([])
    old.listener.leave()
    joined.listener.leave()
  })

  it('while nothing is awaited between admission and its first bytes, arrives once', async () => {
    const ticketId = await makeTicket(felix)
    const writing = write(ticketId, 5)
    const joined = upTo(1, 5).map(() => join(ticketId, 0).listener)
    await writing
    for (const listener of joined) await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual(upTo(1, 5)))
    for (const listener of joined) listener.leave()
  })
})
