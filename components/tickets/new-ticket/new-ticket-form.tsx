'use client'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { AlreadyOpen } from './already-open'
import { controlOf } from './control'
import { isUntouched } from './draft'
import { FirstLine } from './first-line'
import { GuestFields } from './guest-fields'
import { ItemFields } from './item-fields'
import { SecondLine } from './second-line'
import type { NewTicket } from './use-new-ticket'
import { useTroubleText } from './use-trouble-text'

export function NewTicketForm({ form, onCancel }: { form: NewTicket; onCancel: () => void }) {
  const t = useTranslations()
  const restrictedId = useId()
  const element = useRef<HTMLFormElement>(null)
  const troubleText = useTroubleText(form)
  const { draft, change } = form

  const focus = useCallback((field: string) => {
    element.current?.querySelector<HTMLElement>(`[data-control="${controlOf(field)}"]`)?.focus()
  }, [])
  useEffect(() => focus(form.detail ?? 'place'), [focus, form.detail])
  const submit = () => {
    const trouble = form.submit()
    if (trouble) focus(trouble.field)
  }

  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="grid gap-5 px-6 pt-5 pb-6">
        <FirstLine form={form} focus={focus} />
        <AlreadyOpen placeId={draft.place.id} />
        <SecondLine form={form} />
        <ItemFields form={form} />
        <GuestFields form={form} />
        <Field label={t('newTicket.note')} hint={t('newTicket.noteHint')} error={troubleText('note')}>
          {(given) => (
            <Textarea
              {...given}
              data-control={controlOf('note')}
              rows={2}
              value={draft.note}
              onChange={(event) => change({ note: event.target.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                submit()
              }}
            />
          )}
        </Field>
        <div className="flex items-start gap-3">
          <Switch
            id={restrictedId}
            aria-describedby={`${restrictedId}-note`}
            checked={draft.isRestricted}
            onCheckedChange={(isRestricted) => change({ isRestricted })}
          />
          <div className="grid gap-0.5">
            <label htmlFor={restrictedId} className="font-medium text-body">
              {t('newTicket.restricted')}
            </label>
            <p id={`${restrictedId}-note`} className="text-meta text-muted">
              {t('newTicket.restrictedHint')}
            </p>
          </div>
        </div>
      </div>
      {form.failure ? (
        <p role="alert" className="mx-6 mb-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
          {form.failure}
        </p>
      ) : null}
      <DialogFooter>
        {isUntouched(draft) ? null : (
          <Button
            tone="quiet"
            className="mr-auto -ml-3.5"
            onClick={() => {
              form.clear()
              focus('place')
            }}
          >
            {t('newTicket.startOver')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('shell.back')}</Button>
        <Button tone="primary" type="submit" data-control={controlOf('submit')} aria-disabled={form.isSending}>
          {form.isSending ? t('newTicket.opening') : t('newTicket.open')}
        </Button>
      </DialogFooter>
    </form>
  )
}
