/** The load of a busy house, against the production build, judged by what the browser's own code shows. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@playwright/test'

test('200 streams, 50 messages a second: none lost, none twice, none out of order, at most 4 connections to Redis', async () => {
  test.setTimeout(120_000)
  const { code, said } = await run('bench/streams.mjs', '--seconds', '10')
  test.info().annotations.push({ type: 'measured', description: said.trim() })
  expect(said).toContain('200 streams, each with 10 of 200 tickets open')
  const [, deliveries] = /refused 0 · lost 0 · twice 0 · out of order 0 · of (\d+) deliveries/.exec(said) ?? []
  // Two seconds to warm up and ten that count, each message to the ten screens that have its ticket open.
  expect(Number(deliveries), said).toBe(12 * 50 * 10)
  const [, connections] = /connections to Redis: (\d+)/.exec(said) ?? []
  expect(Number(connections), said).toBeGreaterThan(0)
  expect(Number(connections), said).toBeLessThanOrEqual(4)
  expect(code, said).toBe(0)
})

/** In a process of its own: two hundred screens would keep this one from judging. */
function run(script: string, ...args: string[]) {
  const root = path.join(import.meta.dirname, '..')
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  )
}
