/** Who is woken by an entry: whoever reads its thread in the turn in which it arrives, everybody else by the general waking. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { actorAs } from '@/scripts/stage/stage'
import { hub, stopHub } from './hub'
import { Listener } from './listener'
import { Pace } from './pace'
import { publish } from './publish'
import { commitMessage, makeTicket, upTo } from './rehearsal'

let felix: Actor
let hana: Actor
const listeners: Listener[] = []

beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(stopHub)

async function listen(actor: Actor, open: Record<string, number> = {}): Promise<Listener> {
  const listener = Listener.open(actor, open)
  listeners.push(listener)
  await vi.waitFor(() => expect(listener.all('hello')).toHaveLength(1))
  return listener
}

/** Its stream has said what it had to, and waits. */
const quiet = () =>
  vi.waitFor(() => expect([...hub().roster.pipes].some(({ connection }) => connection.isBehind)).toBe(false))

const say = async (ticketId: string) => publish([await commitMessage(felix, ticketId, 'Four towels')])
const arrived = (before: number) => vi.waitFor(() => expect(hub().ring.end).toBeGreaterThan(before))

it('gives an entry to whoever reads its thread without the general waking, and to the boards with it', async () => {
  const ticketId = await makeTicket(felix)
  const [reader, board] = [await listen(hana, { [ticketId]: 0 }), await listen(hana)]
  await quiet()
  // Who is here calls for the general waking as well.
  vi.spyOn(hub(), 'tell').mockImplementation(() => {})
  const waking = vi.spyOn(Pace.prototype, 'call').mockImplementation(() => {})
  await say(ticketId)
  await vi.waitFor(() => expect(reader.seqs(ticketId)).toEqual([1]))
  expect(waking).toHaveBeenCalled()
  expect([...hub().roster.pipes].filter(({ connection }) => connection.isBehind)).toHaveLength(1)
  expect(board.all('activity')).toEqual([])
  waking.mockRestore()
  await say(ticketId)
  await vi.waitFor(() => expect(board.all('activity').map(({ seq }) => seq)).toEqual([1, 2]))
})

it('leaves a ticket that more than 200 streams have open to the general waking, which forgets none of them', async () => {
  const names = ['hana', 'felix', 'rosa', 'ines', 'maria', 'oksana', 'jolanta', 'samira', 'liezel', 'luca'] as const
  const ticketId = await makeTicket(felix)
  const people = await Promise.all([...names, 'helen' as const].map((name) => actorAs(name)))
  await Promise.all(people.flatMap((person) => upTo(1, 19).map(() => listen(person, { [ticketId]: 0 }))))
  await quiet()
  const waking = vi.spyOn(Pace.prototype, 'call').mockImplementation(() => {})
  const before = hub().ring.end
  await say(ticketId)
  await arrived(before)
  const behind = () => [...hub().roster.pipes].filter(({ connection }) => connection.isBehind).length
  expect(behind()).toBe(listeners.length)
  waking.mockRestore()
  await say(ticketId)
  await vi.waitFor(() => expect(behind()).toBe(0))
})
