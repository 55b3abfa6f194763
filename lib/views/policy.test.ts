import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { mayShareWith } from './policy'

const viewer = (who: keyof typeof cast) => ({
  ...cast[who],
  personId: cast[who].id,
  departmentIds: [...cast[who].departmentIds],
})

describe('sharing a view', () => {
  it('is for an attendant: their own departments, and not the whole house', () => {
    const hana = viewer('hana')
    expect(mayShareWith(hana, { with: 'nobody' })).toBe(true)
    expect(mayShareWith(hana, { with: 'department', departmentId: departments.housekeeping.id })).toBe(true)
    expect(mayShareWith(hana, { with: 'department', departmentId: departments.engineering.id })).toBe(false)
    expect(mayShareWith(hana, { with: 'hotel' })).toBe(false)
  })

  it('is for whoever sees the whole house: anybody', () => {
    const felix = viewer('felix')
    expect(mayShareWith(felix, { with: 'department', departmentId: departments.engineering.id })).toBe(true)
    expect(mayShareWith(felix, { with: 'hotel' })).toBe(true)
  })
})
