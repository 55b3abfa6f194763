import { expect, it } from 'vitest'
import type { Pipe } from './pipe'
import { Seats } from './seats'

/** Only which one it is matters here. */
const aPipe = () => ({}) as Pipe

it('knows every stream that has a ticket open', () => {
  const seats = new Seats()
  const [hanas, felixs] = [aPipe(), aPipe()]
  seats.add(hanas, ['a', 'b'])
  seats.add(felixs, ['b'])
  expect([...seats.of('a')]).toEqual([hanas])
  expect([...seats.of('b')]).toEqual([hanas, felixs])
  expect([...seats.of('c')]).toEqual([])
})

it('gives back the seats of who leaves, and nobody else’s', () => {
  const seats = new Seats()
  const [hanas, felixs] = [aPipe(), aPipe()]
  seats.add(hanas, ['a', 'b'])
  seats.add(felixs, ['b'])
  seats.remove(hanas, ['a', 'b', 'c'])
  expect([...seats.of('a')]).toEqual([])
  expect([...seats.of('b')]).toEqual([felixs])
})
