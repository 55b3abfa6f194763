'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/people/schema'
import { usePresence, useStanding } from './duty-provider'
import { PresenceMark } from './presence-mark'
import { useShift } from './use-shift'

/** One person: since when they are here, or until when not, and what may be said about it. */
export function DutyLine({ person, onOff }: { person: Person; onOff: () => void }) {
  const t = useTranslations()
  const { actor } = useHotel()
  const shift = useShift(person.id)
  const press = (action: (typeof shift.actions)[number]) => (action === 'off' ? onOff() : void shift.run(action))
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 border-line border-b py-2">
      <Avatar name={person.name} className="size-8 text-meta" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 font-medium text-body">
          {person.name}
          {person.id === actor.personId ? <span className="font-normal text-muted">{t('settings.you')}</span> : null}
          <PresenceMark personId={person.id} />
        </p>
        <Hours personId={person.id} />
        {shift.error ? (
          <p role="alert" className="font-medium text-late text-meta">
            {shift.error}
          </p>
        ) : null}
      </div>
      {shift.actions.map((action) => (
        <Button
          key={action}
          size="small"
          aria-disabled={shift.isBusy}
          aria-label={t('duty.of', { action: t(`duty.${action}`), name: person.name })}
          onClick={() => shift.isBusy || press(action)}
        >
          {t(`duty.${action}`)}
        </Button>
      ))}
    </li>
  )
}

function Hours({ personId }: { personId: string }) {
  const t = useTranslations('duty')
  const format = useFormatter()
  const { shortName } = useHotel()
  const standing = useStanding(personId)
  const presence = usePresence(personId)
  const time = (iso: string) => format.dateTime(new Date(iso), 'dayTime')
  if (presence === 'on_duty' && standing?.duty)
    return <p className="text-meta text-muted">{t('since', { time: time(standing.duty.startedAt) })}</p>
  if (presence === 'off_today' && standing?.absence) {
    const { until, setById } = standing.absence
    return <p className="text-meta text-muted">{t('offUntil', { time: time(until), name: shortName(setById) })}</p>
  }
  return <p className="text-meta text-muted">{t('none')}</p>
}
