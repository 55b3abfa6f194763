'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { priority } from '@/lib/tickets/requests'
import { PRIORITIES, type Ticket } from '@/lib/tickets/schema'
import { exactly, suggest } from '../new-ticket/suggest'
import { useCandidates } from '../new-ticket/use-candidates'
import { draftOf, editsOf, rebased, SUMMARY_MAX, troubleOf } from './edit-draft'
import type { FormProps } from './form-props'

/** What the ticket says. Based on the ticket as the form showed it: a change by somebody else is refused once, then shown. */
export function EditForm({ ticket: current, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const words = useTranslations('priority')
  const { placeName, settings } = useHotel()
  const { places } = useCandidates()
  const { timeZone } = settings
  const [ticket, setTicket] = useState(current)
  const drafted = (of: Ticket) => draftOf(of, placeName(of.placeId), timeZone)
  const [draft, setDraft] = useState(() => drafted(ticket))
  const [isAsked, setAsked] = useState(false)
  const trouble = isAsked ? troubleOf(draft, ticket, timeZone) : {}
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })

  if (change.error !== null && current.version > ticket.version) {
    setTicket(current)
    setDraft(rebased(draft, drafted(ticket), drafted(current)))
  }

  const submit = async () => {
    setAsked(true)
    if (Object.keys(troubleOf(draft, ticket, timeZone)).length > 0) return false
    const edits = editsOf(draft, ticket, timeZone)
    return Object.keys(edits).length === 0 || change.run({ action: 'edit', version: ticket.version, edits })
  }
  return (
    <FormFrame title={t('editTitle')} submit={t('submit.edit')} change={change} onClose={onClose} onSubmit={submit}>
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-x-3 gap-y-4">
        <Field label={t('place')} error={trouble.place && t('trouble.place')}>
          {(given) => (
            <Combobox
              {...given}
              placeholder={t('findPlace')}
              value={draft.place.text}
              suggestions={suggest(draft.place.text, places)}
              onType={(text) => set({ place: { text, id: exactly(text, places)?.id ?? null } })}
              onTake={({ id, label }) => set({ place: { text: label, id } })}
            />
          )}
        </Field>
        <Field label={t('quantity')} error={trouble.quantity && t('trouble.quantity')}>
          {(given) => (
            <Input
              {...given}
              inputMode="numeric"
              value={draft.quantity}
              onChange={(event) => set({ quantity: event.target.value })}
            />
          )}
        </Field>
        <Field
          className="col-span-2"
          label={t('summary')}
          error={trouble.summary && t(`trouble.${trouble.summary}`, { count: SUMMARY_MAX })}
        >
          {(given) => (
            <Input {...given} value={draft.summary} onChange={(event) => set({ summary: event.target.value })} />
          )}
        </Field>
        <Field label={t('dueDay')} error={trouble.due && t('trouble.time')}>
          {(given) => (
            <Input {...given} type="date" value={draft.day} onChange={(event) => set({ day: event.target.value })} />
          )}
        </Field>
        <Field label={t('dueTime')}>
          {(given) => (
            <Input
              {...given}
              inputMode="numeric"
              value={draft.time}
              onChange={(event) => set({ time: event.target.value })}
            />
          )}
        </Field>
        <Field className="col-span-2" label={t('priority')}>
          {(given) => (
            <Select
              {...given}
              value={draft.priority}
              onChange={(value) => set({ priority: priority.parse(value) })}
              options={PRIORITIES.map((value) => ({ value, label: words(value) }))}
            />
          )}
        </Field>
      </div>
    </FormFrame>
  )
}
