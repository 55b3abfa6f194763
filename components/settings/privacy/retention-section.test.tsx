// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { serve, show } from '@/components/rehearsal'
import { cast, departments } from '@/db/cast'
import type { Retention } from '@/lib/privacy/schema'
import { RetentionSection } from './retention-section'

const refresh = vi.hoisted(() => vi.fn())
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))

const AT = '2026-11-23T08:00:00.000Z'
const rules = [{ departmentId: departments.housekeeping.id, months: 12, way: 'strip' as const }]
const unset: Retention = { rules: [], version: 1, dryRun: null, confirmed: null }
const touched = [
  { departmentId: departments.housekeeping.id, way: 'strip' as const, month: '2025-03', tickets: 7, entries: 41 },
]
const button = (name: string) => screen.queryByRole('button', { name })
const months = () => screen.getByRole('textbox', { name: 'Months, housekeeping' })

test('is set, tried and confirmed in this order, and stopped by one press', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const steps: Retention[] = [
    { ...unset, rules, version: 2 },
    { ...unset, rules, version: 2, dryRun: { version: 2, at: AT, touched, held: 1 } },
    {
      ...unset,
      rules,
      version: 2,
      dryRun: { version: 2, at: AT, touched, held: 1 },
      confirmed: { by: cast.ada.id, at: AT },
    },
    { ...unset, rules, version: 2, dryRun: { version: 2, at: AT, touched, held: 1 } },
  ]
  const asked = serve(() => ({ status: 200, body: steps[asked.length - 1] }))
  show(<RetentionSection initial={unset} />, cast.ada)
  expect([button('Dry run'), button('Do this from now on')]).toEqual([null, null])
  fireEvent.change(months(), { target: { value: '0' } })
  expect(screen.getByText('A number from 1 to 240, or nothing.')).toBeTruthy()
  fireEvent.click(button('Save') as HTMLElement)
  expect(asked).toEqual([])
  fireEvent.change(months(), { target: { value: '12' } })
  fireEvent.click(button('Save') as HTMLElement)
  await waitFor(() => expect(button('Dry run')).not.toBeNull())
  expect(button('Do this from now on')).toBeNull()
  fireEvent.click(button('Dry run') as HTMLElement)
  await waitFor(() => expect(button('Do this from now on')).not.toBeNull())
  expect(
    screen.getByText('7 tickets with 41 entries would be touched. One more is under legal hold and stays.'),
  ).toBeTruthy()
  fireEvent.click(button('Do this from now on') as HTMLElement)
  expect(await screen.findByText(/^Confirmed by you/)).toBeTruthy()
  fireEvent.click(button('Stop') as HTMLElement)
  await waitFor(() => expect(button('Do this from now on')).not.toBeNull())
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['PUT', '/api/settings/retention', { version: 1, rules }],
    ['PUT', '/api/settings/retention/dry-run', { version: 2 }],
    ['PUT', '/api/settings/retention/confirmation', { version: 2, at: AT }],
    ['DELETE', '/api/settings/retention/confirmation', { version: 2 }],
  ])
  // What was done, which stands on the same page, is read anew each time.
  expect(refresh).toHaveBeenCalledTimes(4)
})

test('what is typed and not saved is not tried, and somebody else’s rules are shown instead', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const current: Retention = { ...unset, rules, version: 5 }
  serve(() => ({ status: 409, body: { error: { code: 'conflict', message: 'retention_changed', current } } }))
  show(<RetentionSection initial={{ ...unset, rules }} />, cast.ada)
  expect(button('Dry run')).not.toBeNull()
  fireEvent.change(months(), { target: { value: '24' } })
  expect(button('Dry run')).toBeNull()
  fireEvent.click(button('Save') as HTMLElement)
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect((months() as HTMLInputElement).value).toBe('12')
})
