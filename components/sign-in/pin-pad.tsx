'use client'
import { ArrowLeft, Delete } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Face } from '@/lib/devices/schema'
import { PIN_LENGTHS, usePin } from './use-pin'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const low = 'short:h-14 short:touch:h-14'
const key = `h-16 text-title touch:h-18 touch:[&_svg]:size-7 ${low}`

interface Props {
  face: Face
  next: string
  onBack: () => void
}

/** Big keys for a thumb, and the keyboard where there is one. The field takes no keyboard of the screen's own. */
export function PinPad({ face, next, onBack }: Props) {
  const t = useTranslations('device')
  const { pin, isTrying, failure, type, submit } = usePin(face.id, next)
  const field = useRef<HTMLInputElement>(null)
  // Another try is typed at once, whatever was pressed last.
  useEffect(() => {
    if (failure) field.current?.focus()
  }, [failure])
  const press = (next: string) => {
    type(next)
    field.current?.focus()
  }
  return (
    <form
      className="m-auto grid w-full max-w-xs gap-5 short:gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Button tone="quiet" onClick={onBack} className="-ml-3 justify-self-start">
        <ArrowLeft aria-hidden />
        {t('notMe')}
      </Button>
      <div className="grid justify-items-center gap-3 text-center">
        <Avatar name={face.name} className="size-16 text-title touch:size-16 touch:text-title" />
        <h1 className="font-strong text-title">{face.name}</h1>
        <label htmlFor="pin" className="text-body text-muted">
          {t('pin')}
        </label>
        <input
          ref={field}
          id="pin"
          type="password"
          inputMode="none"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: who has chosen their face types their PIN next
          autoFocus
          maxLength={PIN_LENGTHS.most}
          value={pin}
          aria-describedby="pin-failure"
          aria-invalid={failure ? true : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onBack()}
          className="h-12 w-48 rounded-control border border-control bg-surface text-center text-title tracking-[0.4em] aria-invalid:border-late"
        />
      </div>
      {/* As high with a sentence as without: no key moves under the thumb. */}
      <div id="pin-failure" role="alert" className="grid min-h-12 content-center">
        {failure ? (
          <p className="rounded-control bg-late-fill px-3 py-1.5 text-center text-body text-late">{failure}</p>
        ) : null}
      </div>
      <div className="grid grid-cols-3 gap-2.5">
        {DIGITS.map((digit) => (
          <Button key={digit} className={key} onClick={() => press(pin + digit)}>
            {digit}
          </Button>
        ))}
        <Button className={key} aria-label={t('erase')} onClick={() => press(pin.slice(0, -1))}>
          <Delete aria-hidden />
        </Button>
        <Button className={key} onClick={() => press(`${pin}0`)}>
          0
        </Button>
        <Button
          tone="primary"
          type="submit"
          className={`h-16 px-2 text-thread touch:h-18 touch:px-2 ${low}`}
          aria-disabled={isTrying || pin.length < PIN_LENGTHS.least}
        >
          {t('enter')}
        </Button>
      </div>
    </form>
  )
}
