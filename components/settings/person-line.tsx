'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/people/schema'

interface Props {
  person: Person
  onSetPin: () => void
  onEnd: () => void
}

export function PersonLine({ person, onSetPin, onEnd }: Props) {
  const t = useTranslations()
  const { actor } = useHotel()
  return (
    <li className="flex min-h-13 items-center gap-3 border-line border-b py-2">
      <Avatar name={person.name} className="size-8 text-meta" />
      <div className="min-w-0">
        <p className="truncate font-medium text-body">
          {person.name}
          {person.id === actor.personId ? <span className="font-normal text-muted"> · {t('settings.you')}</span> : null}
        </p>
        <p className="text-meta text-muted">
          {t(`shell.role.${person.role}`)}
          {person.active ? null : ` · ${t('settings.inactive')}`}
        </p>
      </div>
      <Button
        size="small"
        className="ml-auto"
        aria-label={t('device.setPinOf', { name: person.name })}
        onClick={onSetPin}
      >
        {t('device.setPin')}
      </Button>
      <Button size="small" aria-label={t('settings.endSessionsOf', { name: person.name })} onClick={onEnd}>
        {t('settings.endSessions')}
      </Button>
    </li>
  )
}
