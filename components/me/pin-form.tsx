'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { isGuessable } from '@/lib/devices/schema'

interface Props {
  /** What the PIN that holds is called: one's own, or the one from the admin. */
  currentLabel: string
  onChanged: () => void
}

const EMPTY = { current: '', pin: '', again: '' }
const FIELDS = ['current', 'pin', 'again'] as const

/** The PIN that holds, and another, twice. */
export function PinForm({ currentLabel, onChanged }: Props) {
  const t = useTranslations('me')
  const errorText = useErrorText()
  const [typed, setTyped] = useState(EMPTY)
  const [isAsked, setAsked] = useState(false)
  const [isTrying, setTrying] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const isPin = (value: string) => /^\d{4,6}$/.test(value)
  const wrong = {
    current: isPin(typed.current) ? undefined : t('pinDigits'),
    pin: !isPin(typed.pin) ? t('pinDigits') : isGuessable(typed.pin) ? t('pinGuessable') : undefined,
    again: typed.again === typed.pin ? undefined : t('pinDiffers'),
  }
  const labels = { current: currentLabel, pin: t('newPin'), again: t('newPinAgain') }

  const save = async () => {
    setAsked(true)
    if (isTrying || FIELDS.some((field) => wrong[field])) return
    setTrying(true)
    setFailure(null)
    try {
      await api.put('/api/me/pin', { current: typed.current, pin: typed.pin })
      setTyped(EMPTY)
      setAsked(false)
      onChanged()
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setTrying(false)
    }
  }

  return (
    <form
      noValidate
      className="grid max-w-xs gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={labels[field]}
          hint={field === 'pin' ? t('pinDigits') : undefined}
          error={isAsked ? wrong[field] : undefined}
        >
          {(given) => (
            <Input
              {...given}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value.replace(/\D/g, '') })}
              className="h-11 text-thread tracking-widest"
            />
          )}
        </Field>
      ))}
      <div role="alert" className="empty:hidden">
        {failure ? <p className="rounded-control bg-late-fill px-3 py-2.5 text-body text-late">{failure}</p> : null}
      </div>
      <Button tone="primary" type="submit" aria-disabled={isTrying} className="justify-self-start">
        {isTrying ? t('savingPin') : t('savePin')}
      </Button>
    </form>
  )
}
