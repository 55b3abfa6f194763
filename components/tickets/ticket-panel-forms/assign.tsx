'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePresence } from '@/components/duty/duty-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { FormFrame } from '@/components/ui/form-frame'
import type { FormProps } from './form-props'
import { PeoplePicker } from './people-picker'

/** To whom. */
export function AssignForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const { placeName, what } = useHotel()
  const name = [placeName(ticket.placeId), what(ticket)].filter(Boolean).join(' ')
  const [chosen, setChosen] = useState<string[]>([])
  const [isAsked, setAsked] = useState(false)
  const [personId] = chosen
  const submit = async () => {
    setAsked(true)
    return personId ? change.run({ action: 'assign', personId }) : false
  }
  return (
    <FormFrame
      title={t('assignTitle')}
      text={t('assignText', { name })}
      submit={t('submit.assign')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <PeoplePicker
        label={t('person')}
        departmentId={ticket.departmentId}
        except={ticket.assigneeId ? [ticket.assigneeId] : []}
        chosen={chosen}
        onChange={setChosen}
        isOne
        error={isAsked && !personId ? t('needPerson') : undefined}
      />
      {personId ? <OffTodayWarning personId={personId} /> : null}
    </FormFrame>
  )
}

/** It can be given all the same: they may be on their way. */
function OffTodayWarning({ personId }: { personId: string }) {
  const t = useTranslations('duty')
  const { shortName } = useHotel()
  if (usePresence(personId) !== 'off_today') return null
  return (
    <p role="status" className="rounded-control bg-hold-fill px-3 py-2 font-medium text-body text-hold">
      {t('warning', { name: shortName(personId) })}
    </p>
  )
}
