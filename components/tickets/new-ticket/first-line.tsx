'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Combobox, type Suggestion } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { controlOf } from './control'
import { splitPlace } from './draft'
import { exactly, itemsMeant, suggest } from './suggest'
import { useCandidates } from './use-candidates'
import type { NewTicket } from './use-new-ticket'
import { useTroubleText } from './use-trouble-text'

const AS_WRITTEN = 'as-written'

interface Props {
  form: NewTicket
  focus: (field: string) => void
}

/** Where, what and how many: one line, read like a sentence. */
export function FirstLine({ form, focus }: Props) {
  const t = useTranslations('newTicket')
  const troubleText = useTroubleText(form)
  const { draft, change, understood } = form
  const { places, items } = useCandidates()
  const { catalogue } = useHotel()

  const asWritten: Suggestion = { id: AS_WRITTEN, label: t('whatFree', { text: draft.what.text.trim() }) }
  const meant = itemsMeant(draft.what.text, items)

  const typePlace = (text: string) => change({ place: { text, id: exactly(text, places)?.id ?? null } })
  const typeWhat = (text: string) => change({ what: { text, id: exactly(text, items)?.id ?? null } })

  /** "412 towels 4" in one go. */
  const leavePlace = () => {
    if (draft.place.id !== null) return
    const split = splitPlace(draft.place.text, (name) => exactly(name, places))
    if (!split) return
    const { found, quantity } = itemsMeant(split.rest, items)
    const what = found[0] ? { text: found[0].label, id: found[0].id } : { text: split.rest, id: null }
    change({ place: { text: split.place.label, id: split.place.id }, what, ...(quantity ? { quantity } : {}) })
  }

  /** Answers where to go on. */
  const takeWhat = (taken: Suggestion) => {
    if (taken.id === AS_WRITTEN) {
      change({ what: { text: draft.what.text.trim(), id: null } })
      return 'quantity'
    }
    change({ what: { text: taken.label, id: taken.id }, quantity: meant.quantity ?? draft.quantity, fields: {} })
    return catalogue.get(taken.id)?.countable ? 'quantity' : 'submit'
  }

  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)_5.5rem] gap-x-3 gap-y-4 max-sm:grid-cols-[minmax(0,1fr)_6rem]">
      <Field label={t('place')} error={troubleText('place')} className="max-sm:col-span-2">
        {(given) => (
          <Combobox
            {...given}
            autoFocus
            data-control={controlOf('place')}
            placeholder={t('placePlaceholder')}
            value={draft.place.text}
            suggestions={suggest(draft.place.text, places)}
            onType={typePlace}
            onBlur={leavePlace}
            onTake={(taken, by) => {
              change({ place: { text: taken.label, id: taken.id } })
              if (by !== 'tab') focus('what')
            }}
          />
        )}
      </Field>
      <Field label={t('what')} error={troubleText('what')}>
        {(given) => (
          <Combobox
            {...given}
            data-control={controlOf('what')}
            placeholder={t('whatPlaceholder')}
            value={draft.what.text}
            suggestions={meant.found.length > 0 ? [...meant.found, asWritten] : []}
            onType={typeWhat}
            onTake={(taken, by) => {
              const next = takeWhat(taken)
              if (by !== 'tab') focus(next)
            }}
          />
        )}
      </Field>
      <Field label={t('quantity')} error={troubleText('quantity')}>
        {(given) => (
          <Input
            {...given}
            data-control={controlOf('quantity')}
            inputMode="numeric"
            autoComplete="off"
            disabled={!understood.isCountable}
            value={understood.isCountable ? draft.quantity : '1'}
            onFocus={(event) => event.target.select()}
            onChange={(event) => change({ quantity: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}
