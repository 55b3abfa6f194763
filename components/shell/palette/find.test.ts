import { describe, expect, it } from 'vitest'
import { fold } from '@/components/tickets/board-view'
import { aTicket } from '@/components/tickets/model-hotel'
import { castId } from '@/db/cast'
import type { Ticket } from '@/lib/tickets/schema'
import { findNamed, findTickets } from './find'

const at = (name: string) => castId(3, Number(name))
const ticket = (number: number, change: Partial<Ticket>): Ticket => ({ ...aTicket(number), number, ...change })
const towels = ticket(7, { summary: 'Towels', placeId: at('412') })
const drain = ticket(412, { summary: 'Blocked drain', placeId: at('305') })
const said = ticket(9, { summary: 'Bring 412 cups', placeId: at('305') })
const older = ticket(3, { summary: 'Cups', placeId: at('412') })
const rows = [said, older, drain, towels].map((one) => ({ ticket: one, read: { seq: 0, n: 0 } }))

const placeName = (id: string | null) => (id === at('412') ? '412' : id === at('305') ? '305' : '')
const sight = { placeName, textOf: (one: Ticket) => fold(`${placeName(one.placeId)} ${one.summary}`) }
const find = (typed: string, most = 9) => findTickets(rows, typed, sight, most)

describe('tickets', () => {
  it('come by number first, then by place, then by words, the newest first', () => {
    expect(find('412')).toEqual([drain, towels, older, said])
    expect(find('t-412')[0]).toBe(drain)
    expect(find('T9')).toEqual([said])
  })

  it('need every word, and nothing typed finds none', () => {
    expect(find('412 cup')).toEqual([said, older])
    expect(find('412 cup drain')).toEqual([])
    expect(find('  ')).toEqual([])
  })

  it('are so many at most', () => {
    expect(find('412', 2)).toEqual([drain, towels])
  })
})

describe('names', () => {
  const people = [{ name: 'Hána Kovač' }, { name: 'Tomas Novak' }]

  it('are found by the beginnings of their words, whatever the accents', () => {
    expect(findNamed(people, 'kov', 9)).toEqual([people[0]])
    expect(findNamed(people, 'HANA k', 9)).toEqual([people[0]])
    expect(findNamed(people, 'ovak', 9)).toEqual([])
  })

  it('are all there where nothing is typed', () => {
    expect(findNamed(people, '', 1)).toEqual([people[0]])
  })
})
