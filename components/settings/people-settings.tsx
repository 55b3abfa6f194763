'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/people/schema'
import { EndSessionsDialog } from './end-sessions-dialog'
import { FindPerson } from './find-person'
import { peopleByDepartment } from './people-by-department'
import { PersonLine } from './person-line'
import { PinDialog } from './pin-dialog'

/** Who works here, by department. */
export function PeopleSettings() {
  const t = useTranslations()
  const hotel = useHotel()
  const [query, setQuery] = useState('')
  const [pinFor, setPinFor] = useState<Person | null>(null)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const groups = peopleByDepartment(hotel.people.values(), query, hotel.departmentName)

  return (
    <PageFrame title={t('settings.peopleTitle')} action={<FindPerson query={query} onQuery={setQuery} />}>
      {groups.length === 0 ? (
        <div className="grid justify-items-start gap-3">
          <p className="text-body">{t('settings.nobodyFound')}</p>
          <Button size="small" onClick={() => setQuery('')}>
            {t('board.clearSearch')}
          </Button>
        </div>
      ) : null}
      {groups.map(({ departmentId, people }) => (
        <section key={departmentId ?? 'none'}>
          <h2 className="flex items-baseline gap-2 border-line border-b pb-2 font-strong text-body">
            {departmentId === null ? t('settings.noDepartment') : hotel.departmentName(departmentId)}
            <span className="font-normal text-muted">{people.length}</span>
          </h2>
          <ul>
            {people.map((person) => (
              <PersonLine
                key={person.id}
                person={person}
                onSetPin={() => setPinFor(person)}
                onEnd={() => setLeaving(person)}
              />
            ))}
          </ul>
        </section>
      ))}
      <PinDialog person={pinFor} onClose={() => setPinFor(null)} />
      <EndSessionsDialog person={leaving} onClose={() => setLeaving(null)} />
    </PageFrame>
  )
}
