'use client'
import { ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useSyncExternalStore } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { MESSAGE_MAX } from '@/lib/chat/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { MentionList } from './mention-list'
import { MentionNote } from './mention-note'
import { mentionsIn } from './mentions'
import { useDraft } from './use-draft'
import { useFittingHeight } from './use-fitting-height'
import { useMention, useMentionable } from './use-mention'
import { useTyping } from './use-typing'

/** The counter appears this close to the limit. */
const NEAR_LIMIT = 400

interface Props {
  ticket: Ticket
  /** After a message was handed to the outbox. */
  onSent: () => void
}

/** Where one writes. Enter sends on a desk and starts a line on a tablet; what is written stays until it is sent. */
export function Composer({ ticket, onSent }: Props) {
  const ticketId = ticket.id
  const t = useTranslations('composer')
  const outbox = useOutbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const { text, read, write } = useDraft(ticketId, box)
  const typing = useTyping(ticketId)
  const mention = useMention({ ticket, box, text, write })
  const names = useMentionable()
  useFittingHeight(box, text)
  const left = leftOf(text)
  const isTouched = useSyncExternalStore(never, isTouch, no)

  // Reads what is written now, not what was drawn: seven taps on Enter are one message.
  const send = () => {
    const message = read().trim()
    if (message === '' || leftOf(message) < 0) return
    outbox.send(ticketId, message, mentionsIn(message, names))
    write('')
    box.current?.focus()
    onSent()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (mention.onKey(event)) return
    const isPlainEnter = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing
    if (!isPlainEnter || isTouch()) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="relative grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionList id={`mention-${ticketId}`} {...mention} />
      <MentionNote ticket={ticket} mentioned={mentionsIn(text, names)} />
      <div className="flex items-end gap-2 rounded-card border border-control bg-surface p-1.5 focus-within:outline-2 focus-within:outline-text focus-within:-outline-offset-1">
        <textarea
          ref={box}
          value={text}
          rows={1}
          dir="auto"
          data-composer
          aria-label={t('label')}
          aria-keyshortcuts="r"
          aria-describedby={`left-${ticketId}`}
          placeholder={t('placeholder')}
          enterKeyHint="enter"
          className="max-h-[40vh] min-h-9 w-full resize-none bg-transparent px-2.5 py-1.5 text-thread outline-none placeholder:text-muted touch:min-h-12 touch:py-3"
          aria-autocomplete="list"
          aria-controls={`mention-${ticketId}`}
          aria-activedescendant={mention.active && `mention-${ticketId}-${mention.active.id}`}
          onKeyDown={onKeyDown}
          onSelect={mention.onCaret}
          onChange={(event) => {
            write(event.target.value)
            mention.onCaret()
            if (event.target.value.trim() !== '') typing()
          }}
        />
        <Button
          type="submit"
          tone="primary"
          size="icon"
          disabled={text.trim() === '' || left < 0}
          aria-label={t('send')}
          title={t('send')}
          className="size-9"
        >
          <ArrowUp aria-hidden />
        </Button>
      </div>
      <p
        id={`left-${ticketId}`}
        className={cn(
          'px-1 text-meta',
          left < 0 ? 'font-medium text-late' : 'text-muted',
          left > NEAR_LIMIT && 'sr-only',
        )}
      >
        {left > NEAR_LIMIT
          ? t(isTouched ? 'hintTouch' : 'hint')
          : left < 0
            ? t('over', { count: -left })
            : t('left', { count: left })}
      </p>
    </form>
  )
}

const leftOf = (text: string) => MESSAGE_MAX - [...text.trim()].length

const never = () => () => {}
const no = () => false
const isTouch = () => window.matchMedia('(pointer: coarse)').matches
