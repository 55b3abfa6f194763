'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFrame } from '@/components/ui/form-frame'
import type { FormProps } from './form-props'
import { PeoplePicker } from './people-picker'

/** Who sees it then, besides those who always do. */
export function RestrictForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const [namedIds, setNamedIds] = useState<string[]>([])
  const except = [ticket.openerId, ...ticket.namedIds, ...(ticket.assigneeId ? [ticket.assigneeId] : [])]
  return (
    <FormFrame
      title={t('restrictTitle')}
      text={t('restrictText')}
      submit={t('submit.restrict')}
      change={change}
      onClose={onClose}
      onSubmit={() => change.run({ action: 'restrict', namedIds })}
    >
      <PeoplePicker
        label={t('restrictPeople')}
        departmentId={ticket.departmentId}
        except={except}
        chosen={namedIds}
        onChange={setNamedIds}
      />
    </FormFrame>
  )
}
