'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTell } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { useFoundTickets } from '@/components/shell/palette/use-found-tickets'
import { Combobox, type Suggestion } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { useErrorText } from '@/lib/client/errors'
import { linkTickets } from '@/lib/client/guests'
import { RequestId } from '@/lib/client/request-id'
import { LINK_KINDS, type LinkKind } from '@/lib/tickets/schema'
import { Choices } from '../ticket-panel-forms/choices'
import type { FormProps } from '../ticket-panel-forms/form-props'

/** What this ticket is to which other: found by its number, its place or words, open or ended. */
export function LinkForm({ ticket, onClose }: FormProps) {
  const t = useTranslations('guest.links')
  const [kind, setKind] = useState<LinkKind>('same')
  const [typed, setTyped] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [taken, setTaken] = useState<Suggestion | null>(null)
  const found = useFound(ticket.id, typed)
  // What was taken stays so: nobody asks for it again, and there may be no answer.
  const chosen = [taken, ...found].find((one) => one?.label.toLowerCase() === typed.trim().toLowerCase())
  const linking = useLinking(ticket.id)
  const submit = async () => {
    setAsked(true)
    return chosen ? linking.run(chosen.id, kind) : false
  }
  return (
    <FormFrame title={t('addTitle')} submit={t('submit')} change={linking} onClose={onClose} onSubmit={submit}>
      <Choices
        legend={t('kindLegend')}
        value={kind}
        onChange={setKind}
        options={LINK_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Field
        label={t('search')}
        hint={chosen?.hint ?? t('searchHint')}
        error={isAsked && !chosen ? t('choose') : undefined}
      >
        {(given) => (
          <Combobox
            {...given}
            value={typed}
            suggestions={chosen ? [] : found}
            onType={setTyped}
            onTake={(suggestion) => {
              setTaken(suggestion)
              setTyped(suggestion.label)
            }}
          />
        )}
      </Field>
    </FormFrame>
  )
}

/** What the server finds, without this ticket itself. */
function useFound(ticketId: string, typed: string) {
  const t = useTranslations('ticket')
  const { placeName, what } = useHotel()
  return useFoundTickets(typed)
    .filter(({ id }) => id !== ticketId)
    .map((other) => ({
      id: other.id,
      label: t('number', { number: String(other.number) }),
      hint: [placeName(other.placeId), what(other)].filter(Boolean).join(' · '),
    }))
}

/** Links under one id until its outcome is known. */
function useLinking(ticketId: string) {
  const tell = useTell()
  const errorText = useErrorText()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [request] = useState(() => new RequestId())
  const run = async (otherId: string, kind: LinkKind) => {
    setBusy(true)
    setError(null)
    try {
      await request.under([ticketId, otherId, kind], (id) => linkTickets(ticketId, otherId, { id, kind }))
      tell({ event: 'links', data: { ticketId } })
      return true
    } catch (failure) {
      setError(errorText(failure))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy: isBusy ? ('link' as const) : null, error }
}
