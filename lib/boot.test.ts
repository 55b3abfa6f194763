/** What a process does by itself begins with it, and is rung for rather than waited for. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { actorAs } from '@/scripts/stage/stage'
import { boot, drain } from './boot'
import { hub } from './live/hub'
import { asking, opened, written } from './tickets/specimen'
import { findVisible } from './tickets/visible'
import { holdTicket } from './tickets/work'

let felix: Actor
let hana: Actor
beforeAll(async () => {
  felix = await actorAs('felix')
  hana = await actorAs('hana')
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterAll(drain)

it('ends a hold that was set after the clock went to sleep for much longer', async () => {
  // Three quarters of an hour between two rounds.
  vi.spyOn(Math, 'random').mockReturnValue(1_000)
  await boot()
  const { id } = await opened(felix, asking())
  const until = new Date(Date.now() + 1_000).toISOString()
  await holdTicket(hana, id, { ...written(), reason: 'guest_asked_later', until })
  expect(await findVisible(db(), felix, id)).toMatchObject({ status: 'on_hold' })
  await vi.waitFor(async () => expect(await findVisible(db(), felix, id)).toMatchObject({ status: 'new' }))
  vi.restoreAllMocks()
})
