'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { FormFrame } from '@/components/ui/form-frame'
import type { FormProps } from './form-props'
import { PeoplePicker } from './people-picker'

/** Who is to follow it. Each is a change of its own; what failed stays chosen. */
export function AddPeopleForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const { actor } = useHotel()
  const [chosen, setChosen] = useState<string[]>([])
  const [isAsked, setAsked] = useState(false)
  const submit = async () => {
    setAsked(true)
    if (chosen.length === 0) return false
    for (const personId of chosen) {
      if (!(await change.run({ action: 'add_watcher', personId }))) return false
      setChosen((left) => left.filter((one) => one !== personId))
    }
    return true
  }
  return (
    <FormFrame
      title={t('addTitle')}
      text={t('addText')}
      submit={t('submit.add_watcher')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <PeoplePicker
        label={t('person')}
        departmentId={ticket.departmentId}
        except={[actor.personId, ...ticket.namedIds]}
        chosen={chosen}
        onChange={setChosen}
        error={isAsked && chosen.length === 0 ? t('needPerson') : undefined}
      />
    </FormFrame>
  )
}
