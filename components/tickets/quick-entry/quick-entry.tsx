'use client'
import { useTranslations } from 'next-intl'
import { useId, useRef } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { controlOf } from '@/components/tickets/new-ticket/control'
import type { NewTicket } from '@/components/tickets/new-ticket/use-new-ticket'
import { useTroubleText } from '@/components/tickets/new-ticket/use-trouble-text'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'
import type { Ticket } from '@/lib/tickets/schema'
import { AtPlace } from './at-place'
import { Departments } from './departments'
import { QuickLine } from './quick-line'
import { Understood } from './understood'
import { useAtPlace } from './use-at-place'
import { type QuickEntry as Entry, useQuickEntry } from './use-quick-entry'

interface Props {
  form: NewTicket
  /** What was written was added to this one. */
  onAdded: (ticket: Ticket) => void
}

/** A new ticket in one line: what it is understood as is shown before Enter, beside what is going on at that place. */
export function QuickEntry({ form, onAdded }: Props) {
  const t = useTranslations('quickEntry')
  const { placeName } = useHotel()
  const entry = useQuickEntry(form, onAdded)
  const here = useAtPlace(form.draft.place.id, form.draft.what.id)
  const element = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const troubleId = useId()
  const trouble = useLineTrouble(entry, form)
  const { draft } = form
  const isFreeText = entry.reading.item.kind === 'none' && draft.what.text !== ''
  const isEmpty = draft.line.trim() === ''

  const submit = () => {
    const stop = entry.submit()
    if (stop === 'line') input.current?.focus()
    if (stop === 'department')
      element.current?.querySelector<HTMLElement>(`[data-control="${controlOf('department')}"]`)?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const [, digit] = /^Digit([1-9])$/.exec(event.code) ?? []
    const ticket = event.altKey && !event.ctrlKey && digit ? here.open[Number(digit) - 1] : undefined
    if (!ticket) return
    event.preventDefault()
    entry.addTo(ticket)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its shortcuts only repeat what its buttons do
    <div ref={element} onKeyDown={onKeyDown}>
      <div className="grid gap-5 px-6 pt-5 pb-6">
        <QuickLine entry={entry} trouble={trouble} troubleId={troubleId} onEnter={submit} input={input} />
        {isEmpty ? <p className="text-body text-muted">{t('examples')}</p> : null}
        {isEmpty ? null : <Understood form={form} isAsking={entry.question !== null} />}
        {isFreeText ? (
          <Departments
            form={form}
            isMissing={entry.isTried && draft.departmentId === null}
            onChosen={() => input.current?.focus()}
          />
        ) : null}
        {draft.place.id === null ? null : (
          <AtPlace here={here} place={placeName(draft.place.id)} canAdd={entry.canAdd} onAdd={entry.addTo} />
        )}
      </div>
      {form.failure ? (
        <p role="alert" className="mx-6 mb-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
          {form.failure}
        </p>
      ) : null}
      <DialogFooter>
        <Button tone="quiet" className="mr-auto -ml-3.5" onClick={() => form.showDetails('place')}>
          {t('details')}
        </Button>
        <Button tone="primary" aria-disabled={form.isSending} onClick={submit}>
          {form.isSending ? t('opening') : t('openIt')}
          <span aria-hidden className="touch:hidden">
            <Key>↵</Key>
          </span>
        </Button>
      </DialogFooter>
    </div>
  )
}

/** What stands in the way, as a sentence under the line. */
function useLineTrouble({ question, isTried }: Entry, form: NewTicket): string | null {
  const t = useTranslations('quickEntry')
  const troubleText = useTroubleText(form)
  if (question?.about === 'place')
    return question.why === 'unknown'
      ? t('unknownPlace', { text: question.said })
      : t('whichPlace', { text: question.said })
  if (question?.about === 'item') return t('whichItem')
  return isTried ? (troubleText('what') ?? null) : null
}
