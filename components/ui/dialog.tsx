'use client'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type ComponentProps, createContext, useContext, useRef } from 'react'
import { BackCloses } from './back-closes'
import { Button } from './button'
import { cn } from './cn'
import { AskToDiscard, type TextGuard, useTextGuard } from './text-guard'

export const Dialog = Radix.Root

interface Props extends Omit<ComponentProps<typeof Radix.Content>, 'title'> {
  title: React.ReactNode
  description?: React.ReactNode
  /** What is written in it does not go without a question. */
  guardsText?: boolean
}

/** A dialog's sheet: in the middle on a desk, along the top of a narrow screen so that a keyboard leaves it in sight. Its cross
 *  is "Close", and so is the button of one that only shows something; the button that leaves a question undone is "Back",
 *  because what is cancelled here is tickets. */
export const DialogContent = (props: Props) => (
  <Radix.Portal>
    <Radix.Overlay className="fixed inset-0 z-40 animate-overlay bg-veil" />
    <div className="pointer-events-none fixed inset-0 z-50 grid scroll-pb-24 justify-items-center overflow-y-auto p-4 max-sm:p-0 sm:items-start sm:pt-[12vh] short:sm:pt-4">
      <Sheet {...props} />
    </div>
  </Radix.Portal>
)

const HoldContext = createContext<TextGuard['hold']>(() => {})

/** Only there while it is open: what was written in it before is none of the next one's. */
function Sheet({ title, description, guardsText = false, className, children, ...rest }: Props) {
  const t = useTranslations('shell')
  const cross = useRef<HTMLButtonElement>(null)
  const { isAsking, onInput, hold, goOn } = useTextGuard(guardsText)
  const close = () => cross.current?.click()
  return (
    <Radix.Content
      className={cn(
        'pointer-events-auto relative w-full max-w-md animate-rise rounded-card border border-line bg-surface shadow-overlay outline-none max-sm:min-h-dvh max-sm:rounded-none max-sm:border-0',
        className,
      )}
      {...(description ? {} : { 'aria-describedby': undefined })}
      onInput={onInput}
      onEscapeKeyDown={(event) => (isSuggesting() ? event.preventDefault() : hold(event))}
      onInteractOutside={hold}
      {...rest}
    >
      <BackCloses onBack={close} />
      <div className="flex items-start justify-between gap-4 px-6 pt-5">
        <div className="grid gap-1">
          <Radix.Title className="font-strong text-title">{title}</Radix.Title>
          {description ? <Radix.Description className="text-body text-muted">{description}</Radix.Description> : null}
        </div>
        <Radix.Close asChild>
          <Button
            ref={cross}
            tone="quiet"
            size="icon"
            aria-label={t('close')}
            onClick={isAsking ? undefined : hold}
            className="-mr-2"
          >
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </div>
      {isAsking ? <AskToDiscard onDiscard={close} onGoOn={goOn} /> : null}
      <HoldContext value={hold}>{children}</HoldContext>
    </Radix.Content>
  )
}

/** The list of a `Combobox` is put away by its field, which hears of Escape only after the dialog. */
const isSuggesting = () => document.activeElement?.matches('[role="combobox"][aria-expanded="true"]')

/** Leaves undone what a dialog asks for. `onStep`: goes back by a step only. */
export function DialogBack({ onStep }: { onStep?: () => void }) {
  const t = useTranslations('shell')
  const hold = useContext(HoldContext)
  const step = (event: React.MouseEvent) => {
    event.preventDefault()
    onStep?.()
  }
  return (
    <Radix.Close asChild>
      <Button tone="quiet" onClick={onStep ? step : hold}>
        {t('back')}
      </Button>
    </Radix.Close>
  )
}

/** Stays in sight where the dialog is longer than the screen. */
export const DialogFooter = ({ className, ...rest }: ComponentProps<'div'>) => (
  <div
    className={cn(
      'sticky -bottom-4 z-10 flex items-center justify-end gap-3 rounded-b-card border-line border-t bg-surface px-6 py-4 max-sm:bottom-0',
      className,
    )}
    {...rest}
  />
)
