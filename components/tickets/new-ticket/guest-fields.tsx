'use client'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { GUEST_NAME_MAX } from '@/lib/tickets/schema'
import { Tick } from '../about/tick'
import type { NewTicket } from './use-new-ticket'

/** Whom it is for, and what they were promised. */
export function GuestFields({ form }: { form: NewTicket }) {
  const t = useTranslations('guest.form')
  const { guest } = form.draft
  const set = (part: Partial<typeof guest>) => form.change({ guest: { ...guest, ...part } })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-6 gap-y-3 max-sm:grid-cols-1">
      <Field label={t('name')}>
        {(given) => (
          <Input
            {...given}
            value={guest.name}
            maxLength={GUEST_NAME_MAX}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-x-6">
        <Tick label={t('inRoom')} checked={guest.isInRoom} onChange={(isInRoom) => set({ isInRoom })} />
        <Tick label={t('callBack')} checked={guest.isCallBack} onChange={(isCallBack) => set({ isCallBack })} />
      </div>
    </div>
  )
}
