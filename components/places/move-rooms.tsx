'use client'
import { useTranslations } from 'next-intl'
import { exactly, suggest } from '@/components/tickets/new-ticket/suggest'
import { useCandidates } from '@/components/tickets/new-ticket/use-candidates'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import type { MoveDraft } from './use-move-draft'

/** From where to where. */
export function MoveRooms({ draft, isAsked }: { draft: MoveDraft; isAsked: boolean }) {
  const t = useTranslations('guest.move')
  const { trouble } = draft
  return (
    <div className="grid grid-cols-2 gap-3">
      <Room
        label={t('from')}
        text={draft.fromText}
        onType={draft.setFrom}
        error={wrong(isAsked && trouble === 'from')}
      />
      <Room
        label={t('to')}
        text={draft.toText}
        onType={draft.setTo}
        error={isAsked && trouble === 'sameRoom' ? t('sameRoom') : wrong(isAsked && trouble === 'to')}
      />
    </div>
  )

  function wrong(isWrong: boolean) {
    return isWrong ? t('choosePlace') : undefined
  }
}

interface RoomProps {
  label: string
  text: string
  error: string | undefined
  onType: (text: string) => void
}

function Room({ label, text, error, onType }: RoomProps) {
  const { places } = useCandidates()
  const isKnown = exactly(text, places) !== undefined
  return (
    <Field label={label} error={error}>
      {(given) => (
        <Combobox
          {...given}
          value={text}
          suggestions={isKnown ? [] : suggest(text, places)}
          onType={onType}
          onTake={(taken) => onType(taken.label)}
        />
      )}
    </Field>
  )
}
