'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFrame, type FormProps } from './form-frame'
import { PeoplePicker } from './people-picker'

/** To whom. */
export function AssignForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
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
      text={t('assignText')}
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
    </FormFrame>
  )
}
