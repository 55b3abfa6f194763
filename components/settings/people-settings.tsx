'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { TopBar } from '@/components/shell/top-bar'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { Person } from '@/lib/people/schema'
import { EndSessionsDialog } from './end-sessions-dialog'
import { peopleByDepartment } from './people-by-department'
import { PersonLine } from './person-line'

/** Who works here, by department. */
export function PeopleSettings() {
  const t = useTranslations()
  const hotel = useHotel()
  const [query, setQuery] = useState('')
  const [leaving, setLeaving] = useState<Person | null>(null)
  const groups = peopleByDepartment(hotel.people.values(), query, hotel.departmentName)

  return (
    <div className="flex min-h-0 flex-col">
      <TopBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-3xl gap-8 px-6 py-8 max-sm:px-4">
          <header className="flex flex-wrap items-end gap-x-6 gap-y-4">
            <div className="grid gap-1">
              <Link
                href="/"
                className="inline-flex items-center gap-1.5 text-body text-muted hover:text-text lg:hidden"
              >
                <ArrowLeft aria-hidden className="size-4 stroke-[1.75]" />
                {t('shell.board')}
              </Link>
              <h1 className="font-strong text-figure tracking-tight">{t('settings.peopleTitle')}</h1>
            </div>
            <Input
              type="search"
              aria-label={t('settings.find')}
              placeholder={t('settings.find')}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className="ml-auto w-64 max-sm:w-full"
            />
          </header>
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
                  <PersonLine key={person.id} person={person} onEnd={() => setLeaving(person)} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </main>
      <EndSessionsDialog person={leaving} onClose={() => setLeaving(null)} />
    </div>
  )
}
