import { describe, expect, it } from 'vitest'
import { castId, departments, items, roomId } from '@/db/cast'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import { openTicketInput } from '@/lib/tickets/requests'
import { type Draft, newDraft, quantityOf, splitPlace, splitQuantity, toRequest, troublesOf, understand } from './draft'

const ID = castId(9, 1)
const AT = '2026-01-01T12:00:00.000Z'
const towels: CatalogueItem = {
  id: items.towels,
  code: 'towels',
  names: { en: 'Towels' },
  keywords: [],
  departmentId: departments.housekeeping.id,
  priority: 'normal',
  minutes: 20,
  countable: true,
  fields: [],
}
const complaint: CatalogueItem = {
  ...towels,
  id: castId(4, 99),
  countable: false,
  priority: 'high',
  fields: [
    {
      code: 'severity',
      names: { en: 'Severity' },
      type: 'choice',
      required: true,
      choices: [{ code: 'minor', names: { en: 'Minor' } }],
    },
    { code: 'cost', names: { en: 'Cost' }, type: 'money', required: false },
    { code: 'told', names: { en: 'Told' }, type: 'yes_no', required: false },
  ],
}
const draft = (change: Partial<Draft> = {}): Draft => ({ ...newDraft(ID), ...change })
const asked = draft({
  place: { text: '412', id: roomId(412) },
  what: { text: 'Towels', id: towels.id },
  quantity: '4',
})
const fields = (troubles: { field: string }[]) => troubles.map(({ field }) => field)

describe('a new ticket', () => {
  it('says what it was understood as, until something else is chosen', () => {
    expect(understand(asked, towels)).toMatchObject({ departmentId: departments.housekeeping.id, minutes: 20 })
    expect(understand({ ...asked, priority: 'urgent' }, towels).priority).toBe('urgent')
  })

  it('becomes a request that the server takes', () => {
    const request = toRequest(asked, towels, AT)
    expect(openTicketInput.parse(request)).toMatchObject({
      id: ID,
      placeId: roomId(412),
      catalogueItemId: towels.id,
      quantity: 4,
      summary: '',
    })
  })

  it('sends free text as written, to the department that was chosen', () => {
    const free = draft({ what: { text: ' Taxi at seven ', id: null }, departmentId: departments.frontDesk.id })
    expect(troublesOf(free, undefined)).toEqual([])
    expect(openTicketInput.parse(toRequest(free, undefined, AT))).toMatchObject({
      summary: 'Taxi at seven',
      catalogueItemId: null,
      departmentId: departments.frontDesk.id,
    })
  })

  it('reads the item’s own fields by their kind', () => {
    const typed = draft({
      what: { text: 'Complaint', id: complaint.id },
      fields: { severity: 'minor', cost: '12,50', told: 'no', gone: 'x' },
    })
    expect(troublesOf(typed, complaint)).toEqual([])
    expect(toRequest(typed, complaint, AT).fields).toEqual({ severity: 'minor', cost: 12.5, told: false })
  })

  it.each<[string, Partial<Draft>, CatalogueItem | undefined, string[]]>([
    ['nothing', { what: { text: ' ', id: null } }, undefined, ['what']],
    ['a place that is none', { place: { text: '999', id: null } }, towels, ['place']],
    ['free text for nobody', { what: { text: 'Taxi', id: null } }, undefined, ['department']],
    ['none of it', { quantity: '0' }, towels, ['quantity']],
    ['too many of it', { quantity: '1000' }, towels, ['quantity']],
    ['an unfilled field', {}, complaint, ['fields.severity']],
    ['a field that does not fit', { fields: { severity: 'minor', cost: 'a lot' } }, complaint, ['fields.cost']],
    ['a note beyond measure', { note: '🛁'.repeat(4001) }, towels, ['note']],
    ['free text beyond measure', { what: { text: 'x'.repeat(201), id: null }, departmentId: 'd' }, undefined, ['what']],
  ])('is not sent with %s', (_, change, item, expected) => {
    expect(troublesOf(asked, towels)).toEqual([])
    expect(fields(troublesOf({ ...asked, ...change }, item))).toEqual(expected)
  })
})

describe('what is typed', () => {
  it.each([
    ['4', 4],
    [' 12 ', 12],
    ['', 1],
    ['999', 999],
    ['0', null],
    ['1.5', null],
    ['four', null],
    ['-3', null],
  ])('as a quantity, %j is %s', (text, expected) => {
    expect(quantityOf(text)).toBe(expected)
  })

  it.each([
    ['4 towels', { what: 'towels', quantity: 4 }],
    ['4x towels', { what: 'towels', quantity: 4 }],
    ['bath towels ×2', { what: 'bath towels', quantity: 2 }],
    ['towels x 4', { what: 'towels', quantity: 4 }],
    ['towels 4', { what: 'towels', quantity: 4 }],
    ['towels', null],
    ['4', null],
    ['0 towels', null],
  ])('%j holds a quantity: %j', (text, expected) => {
    expect(splitQuantity(text)).toEqual(expected)
  })

  it('may hold the place and the rest at once', () => {
    const known = (name: string) => (name === '412' ? 'room' : undefined)
    expect(splitPlace('412 towels x4', known)).toEqual({ place: 'room', rest: 'towels x4' })
    expect(splitPlace('413 towels', known)).toBeNull()
    expect(splitPlace('412', known)).toBeNull()
  })
})
