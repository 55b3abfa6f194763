'use client'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { api } from '@/lib/client/api'
import type { Person } from '@/lib/people/schema'
import { EndingDialog } from './ending-dialog'

interface Props {
  /** Whom to sign out; null while nobody is asked about. */
  person: Person | null
  onClose: () => void
}

/** Asks before it signs somebody out of every device. */
export function EndSessionsDialog({ person, onClose }: Props) {
  const t = useTranslations('settings')
  const { actor } = useHotel()
  if (!person) return null
  const end = async () => {
    const { ended } = await api.del<{ ended: number }>(`/api/people/${person.id}/sessions`, undefined)
    toast(t('ended', { count: ended, name: person.name }))
  }
  return (
    <EndingDialog
      title={t('endTitle', { name: person.name })}
      description={person.id === actor.personId ? t('endTextSelf') : t('endText')}
      words={{ end: t('endSessions'), ending: t('ending') }}
      onEnd={end}
      onClose={onClose}
    />
  )
}
