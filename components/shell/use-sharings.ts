'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { mayShareWith } from '@/lib/views/policy'
import type { Sharing } from '@/lib/views/schema'
import { useHotel } from './hotel-provider'

/** With whom one may share a view, as a choice of one. */
export function useSharings(initial: Sharing = { with: 'nobody' }) {
  const t = useTranslations('views')
  const { actor, departments, departmentName } = useHotel()
  const [sharing, setSharing] = useState(initial)
  const all: Sharing[] = [
    { with: 'nobody' },
    ...[...departments.keys()].map((departmentId): Sharing => ({ with: 'department', departmentId })),
    { with: 'hotel' },
  ]
  const label = (one: Sharing) => (one.with === 'department' ? departmentName(one.departmentId) : t(`with.${one.with}`))
  const may = all.filter((one) => mayShareWith(actor, one) || keyOf(one) === keyOf(initial))
  return {
    sharing,
    chosen: keyOf(sharing),
    choose: (key: string) => setSharing(may.find((one) => keyOf(one) === key) ?? initial),
    options: may.map((one) => ({ value: keyOf(one), label: label(one) })),
  }
}

const keyOf = (sharing: Sharing) => (sharing.with === 'department' ? sharing.departmentId : sharing.with)
