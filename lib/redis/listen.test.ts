/** Hearing channels on a link that dies without a word. */
import { createClient } from 'redis'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Wire } from '@/scripts/faults/wire'
import { listenOn } from './listen'

const CHANNEL = 'test:listen'

it('half-open: who is no longer answered dials anew, and hears what is said from then on', async () => {
  const url = process.env.REDIS_URL ?? ''
  const direct = await createClient({ url, name: 'a-test' }).connect()
  const wire = await Wire.open(() => [Number(new URL(url).port)])
  const through = new URL(url)
  through.port = String(wire.port)
  vi.stubEnv('REDIS_URL', through.href)
  const heard: string[] = []
  let listening = 0
  const channel = { hear: (message: string) => void heard.push(message), onListening: () => void listening++ }
  const stop = listenOn('a-listener', [CHANNEL], channel, 500)
  onTestFinished(async () => {
    stop()
    direct.destroy()
    vi.unstubAllEnvs()
    await wire.close()
  })
  await vi.waitFor(() => expect(listening).toBe(1))
  await direct.publish(CHANNEL, 'before')
  await vi.waitFor(() => expect(heard).toEqual(['before']))

  wire.abandon()
  // As far as the server knows it has been told.
  expect(await direct.publish(CHANNEL, 'into the void')).toBeGreaterThan(0)
  await vi.waitFor(() => expect(listening).toBe(2))
  await direct.publish(CHANNEL, 'behind')
  await vi.waitFor(() => expect(heard).toEqual(['before', 'behind']))
})
