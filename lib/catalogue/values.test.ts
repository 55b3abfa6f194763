/** One definition of an item's fields decides, in the form and on the server, which values fit it. */
import { expect, it } from 'vitest'
import type { CatalogueField } from './schema'
import { misfits } from './values'

const named = (code: string) => ({ code, names: { en: code } })
const FIELDS: CatalogueField[] = [
  { ...named('severity'), type: 'choice', required: true, choices: [named('minor'), named('serious')] },
  { ...named('remedy'), type: 'text', required: false },
  { ...named('cost'), type: 'money', required: false },
  { ...named('guests'), type: 'number', required: false },
  { ...named('day'), type: 'date', required: false },
  { ...named('insured'), type: 'yes_no', required: false },
]

it.each([
  [{ severity: 'minor' }],
  [{ severity: 'serious', remedy: '', cost: 12.5, guests: -1, day: '2028-02-29', insured: false }],
])('fits: %j', (values) => {
  expect(misfits(FIELDS, values)).toEqual([])
})

it.each([
  [{}, 'severity', 'missing_field'],
  [{ severity: '' }, 'severity', 'missing_field'],
  [{ severity: 'grave' }, 'severity', 'wrong_field_type'],
  [{ severity: 'minor', colour: 'red' }, 'colour', 'unknown_field'],
  [{ severity: 'minor', remedy: 4 }, 'remedy', 'wrong_field_type'],
  [{ severity: 'minor', remedy: 'x'.repeat(2_001) }, 'remedy', 'wrong_field_type'],
  [{ severity: 'minor', cost: 0.005 }, 'cost', 'wrong_field_type'],
  [{ severity: 'minor', cost: 1e9 }, 'cost', 'wrong_field_type'],
  [{ severity: 'minor', guests: Number.NaN }, 'guests', 'wrong_field_type'],
  [{ severity: 'minor', day: '2026-02-29' }, 'day', 'wrong_field_type'],
  [{ severity: 'minor', insured: 'yes' }, 'insured', 'wrong_field_type'],
])('does not fit: %j', (values, code, problem) => {
  expect(misfits(FIELDS, values as Record<string, string>)).toEqual([{ code, problem }])
})

it('says of each field why it does not fit, in their order', () => {
  expect(misfits(FIELDS, { cost: 0.005, remedy: '' })).toEqual([
    { code: 'severity', problem: 'missing_field' },
    { code: 'cost', problem: 'wrong_field_type' },
  ])
})
