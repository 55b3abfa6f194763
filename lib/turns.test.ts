import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Turns } from './turns'

const PATIENCE_MS = 1_000
const UNAVAILABLE = { code: 'unavailable', details: { retryAfter: 5 } }
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = () => vi.advanceTimersByTimeAsync(0)

/** Work that ends when it is told to: "hana 1" is Hana's. */
function jobs(turns: Turns) {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const ask = (name: string, signal?: AbortSignal) => {
    const done = turns.take(
      name.split(' ')[0] ?? '',
      () => {
        begun.push(name)
        return new Promise<string>((resolve, reject) => {
          ends.set(name, (error) => (error ? reject(error) : resolve(name)))
        })
      },
      signal,
    )
    done.catch(() => {})
    return done
  }
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error)
    await settled()
  }
  return { begun, ask, end }
}

it('lets so many in at once, and the others in the order in which they came', async () => {
  const { begun, ask, end } = jobs(new Turns(2, PATIENCE_MS))
  const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name))
  await settled()
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(begun).toEqual(['a', 'b', 'c'])
  for (const name of ['a', 'c', 'd']) await end(name)
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'd'])
})

it('gives one person one place, however much they ask for', async () => {
  const { begun, ask, end } = jobs(new Turns(2, PATIENCE_MS))
  for (let number = 1; number <= 15; number++) void ask(`mallory ${number}`)
  void ask('hana 1')
  await settled()
  expect(begun).toEqual(['mallory 1', 'hana 1'])
  void ask('hana 2')
  void ask('felix 1')
  await end('mallory 1')
  // Mallory was here first; then it is the others' turn.
  expect(begun.slice(2)).toEqual(['mallory 2'])
  await end('hana 1')
  expect(begun.slice(3)).toEqual(['hana 2'])
  await end('mallory 2')
  expect(begun.slice(4)).toEqual(['felix 1'])
})

it('refuses at once what one person has waiting beyond all measure', async () => {
  const { ask } = jobs(new Turns(1, PATIENCE_MS))
  for (let number = 1; number <= 21; number++) void ask(`mallory ${number}`)
  await expect(ask('mallory 22')).rejects.toMatchObject(UNAVAILABLE)
  void ask('hana 1')
})

it('does not begin what nobody waits for any more', async () => {
  const { begun, ask, end } = jobs(new Turns(1, PATIENCE_MS))
  const left = new AbortController()
  void ask('a')
  void ask('b', left.signal)
  void ask('c')
  left.abort()
  await end('a')
  expect(begun).toEqual(['a', 'c'])
  await expect(ask('d', left.signal)).rejects.toMatchObject(UNAVAILABLE)
})

it('goes on after work that failed', async () => {
  const { begun, ask, end } = jobs(new Turns(1, PATIENCE_MS))
  const failing = ask('a')
  const next = ask('b')
  await settled()
  await end('a', new Error('no'))
  await expect(failing).rejects.toThrow('no')
  expect(begun).toEqual(['a', 'b'])
  await end('b')
  expect(await next).toBe('b')
})

it('refuses whoever waited too long, and lends their turn to nobody', async () => {
  const { begun, ask, end } = jobs(new Turns(1, PATIENCE_MS))
  void ask('a')
  const late = ask('b')
  await vi.advanceTimersByTimeAsync(PATIENCE_MS)
  await expect(late).rejects.toMatchObject(UNAVAILABLE)
  void ask('c')
  await end('a')
  expect(begun).toEqual(['a', 'c'])
  await end('c')
  const fourth = ask('d')
  await settled()
  await end('d')
  expect(await fourth).toBe('d')
})
