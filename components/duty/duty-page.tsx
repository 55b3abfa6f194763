'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FindPerson } from '@/components/settings/find-person'
import { peopleByDepartment } from '@/components/settings/people-by-department'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { DutyLine } from './duty-line'
import { OffTodayDialog } from './off-today-dialog'

/** Who is on duty and who is off, by department. Whoever dispatches says here who did not come. */
export function DutyPage() {
  const t = useTranslations()
  const hotel = useHotel()
  const [query, setQuery] = useState('')
  const [leaving, setLeaving] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const active = [...hotel.people.values()].filter((person) => person.active && person.departmentIds.length > 0)
  const groups = peopleByDepartment(active, query, hotel.departmentName)
  const tell = (returned: number) => setSaid(t('duty.returned', { name: hotel.shortName(leaving), count: returned }))

  return (
    <PageFrame title={t('duty.title')} action={<FindPerson query={query} onQuery={setQuery} />}>
      <p role="status" className={said ? 'rounded-control bg-sunken px-3 py-2 text-body' : 'sr-only'}>
        {said}
      </p>
      {groups.length === 0 ? <p className="text-body">{t('settings.nobodyFound')}</p> : null}
      {groups.map(({ departmentId, people }) => (
        <section key={departmentId}>
          <h2 className="border-line border-b pb-2 font-strong text-body">
            {departmentId === null ? '' : hotel.departmentName(departmentId)}
          </h2>
          <ul>
            {people.map((person) => (
              <DutyLine key={person.id} person={person} onOff={() => setLeaving(person.id)} />
            ))}
          </ul>
        </section>
      ))}
      {leaving ? <OffTodayDialog personId={leaving} onClose={() => setLeaving(null)} onDone={tell} /> : null}
    </PageFrame>
  )
}
