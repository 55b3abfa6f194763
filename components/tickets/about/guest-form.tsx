'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { Input } from '@/components/ui/input'
import { GUEST_NAME_MAX } from '@/lib/tickets/schema'
import type { FormProps } from '../ticket-panel-forms/form-props'
import { Tick } from './tick'

/** Whom it is for. Only what was touched is sent: the rest may have changed meanwhile. */
export function GuestForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('guest.form')
  const [before] = useState(ticket)
  const [name, setName] = useState(ticket.guestName)
  const [inRoom, setInRoom] = useState(ticket.guestInRoom)
  const [callBack, setCallBack] = useState(ticket.callBack === 'owed')
  const submit = async () => {
    const part = {
      ...(name.trim() !== before.guestName && { name: name.trim() }),
      ...(inRoom !== before.guestInRoom && { inRoom }),
      ...(callBack !== (before.callBack === 'owed') && { callBack }),
    }
    return Object.keys(part).length === 0 || change.run({ action: 'guest', ...part })
  }
  return (
    <FormFrame
      title={t('title')}
      text={t('text')}
      submit={t('submit')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t('name')}>
        {(given) => (
          <Input
            {...given}
            value={name}
            maxLength={GUEST_NAME_MAX}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="grid gap-1">
        <Tick label={t('inRoom')} checked={inRoom} onChange={setInRoom} />
        <Tick label={t('callBack')} checked={callBack} onChange={setCallBack} />
      </div>
    </FormFrame>
  )
}
