'use client'
import { LoaderCircle } from 'lucide-react'
import { createContext, useContext, useRef } from 'react'
import { Button } from './button'
import { Dialog, DialogBack, DialogContent, DialogFooter } from './dialog'

/** The id of the button that has the focus afterwards if what asked for a form has gone, or was in a menu. */
export const FocusedAfter = createContext('')

interface Props {
  /** What is being done, and why it could not be. */
  change: { busy: string | null; error: string | null }
  title: string
  text?: string
  /** What the button that does it says. */
  submit: string
  tone?: 'primary' | 'danger'
  /** Answers whether it is done; a form that is not filled in answers false. */
  onSubmit: () => Promise<boolean>
  onClose: () => void
  children: React.ReactNode
}

/** A question in front of a ticket, or of a page. It stays, with what was filled in, until what it asks for is done. */
export function FormFrame({ title, text, submit, tone = 'primary', change, onSubmit, onClose, children }: Props) {
  const after = useContext(FocusedAfter)
  const form = useRef<HTMLFormElement>(null)
  const opener = useRef<Element | null>(null)
  const isBusy = change.busy !== null
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    // The form stands inside the page's tree, though not on its place.
    event.stopPropagation()
    if (!isBusy && (await onSubmit())) onClose()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={title}
        description={text}
        guardsText
        onOpenAutoFocus={(event) => {
          opener.current = document.activeElement
          focusFirst(form, event)
        }}
        onCloseAutoFocus={(event) => focusBack(opener.current, after, event)}
      >
        <form ref={form} onSubmit={send} noValidate>
          <div className="grid gap-5 px-6 py-5">
            {children}
            {change.error ? (
              <p role="alert" className="rounded-control bg-late-fill px-3 py-2 font-medium text-body text-late">
                {change.error}
              </p>
            ) : null}
          </div>
          <DialogFooter>
            <DialogBack />
            <Button type="submit" tone={tone} aria-busy={isBusy} aria-disabled={isBusy}>
              {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
              {submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

/** A field for files is hidden: its button is marked instead. */
const FIRST = 'input:not([hidden]), textarea, [role="combobox"], [data-first]'

/** The first thing to fill in, rather than the cross above it. */
function focusFirst(form: React.RefObject<HTMLFormElement | null>, event: Event) {
  const first = form.current?.querySelector<HTMLElement>(FIRST)
  if (!first) return
  event.preventDefault()
  first.focus()
}

/** To what asked for it, or to what is there instead. */
function focusBack(opener: Element | null, after: string, event: Event) {
  event.preventDefault()
  const stays = opener instanceof HTMLElement && opener !== document.body && opener.isConnected
  const target = stays ? opener : document.getElementById(after)
  target?.focus()
}
