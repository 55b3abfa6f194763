'use client'
import { ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useRef } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { MESSAGE_MAX } from '@/lib/chat/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { ComposerHint, isTouch } from './composer-hint'
import { MentionList } from './mention-list'
import { MentionNote } from './mention-note'
import { PhotoButtons } from './photo-buttons'
import { ReplyButton } from './replies/reply-button'
import { ReplyList } from './replies/reply-list'
import { gapNamed, useReplies } from './replies/use-replies'
import { useDraft } from './use-draft'
import { useFittingHeight } from './use-fitting-height'
import { useMention } from './use-mention'
import { useMentions } from './use-mentionable'
import { useTyping } from './use-typing'

interface Props {
  ticket: Ticket
  /** After a message was handed to the outbox. */
  onSent: () => void
}

/** Where one writes. Enter sends on a desk and starts a line on a tablet; what is written stays until it is sent. */
export const Composer = memo(function Composer({ ticket, onSent }: Props) {
  const ticketId = ticket.id
  const t = useTranslations('composer')
  const outbox = useOutbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const { text, read, write } = useDraft(ticketId, box)
  const typing = useTyping(ticketId)
  const mention = useMention({ ticket, box, text, write })
  const replies = useReplies({ ticket, box, text, write })
  const mentions = useMentions()
  useFittingHeight(box, text)
  const left = leftOf(text)

  // Reads what is written now, not what was drawn: seven taps on Enter are one message.
  const send = () => {
    const message = read().trim()
    if (message === '' || leftOf(message) < 0) return
    if (gapNamed(message) !== null) return void replies.toGap()
    const { mentions: people, departments } = mentions.in(message)
    const reply = replies.usedIn(message)
    const also = { ...(departments.length > 0 && { departments }), ...(reply !== undefined && { reply }) }
    outbox.send(ticketId, message, people, also)
    write('')
    box.current?.focus()
    onSent()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (mention.onKey(event) || replies.onKey(event)) return
    if (event.key === 'Tab' && !event.shiftKey && replies.toGap()) return event.preventDefault()
    const isPlainEnter = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing
    if (!isPlainEnter || isTouch()) return
    event.preventDefault()
    send()
  }
  const onCaret = () => {
    mention.onCaret()
    replies.onCaret()
  }
  const [mentionId, replyId] = [`mention-${ticketId}`, `reply-${ticketId}`]
  const active = mention.active
    ? `${mentionId}-${mention.active.id}`
    : replies.active && `${replyId}-${replies.active.id}`
  return (
    <form
      className="relative grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <MentionList id={mentionId} {...mention} />
      <ReplyList id={replyId} {...replies} />
      <MentionNote ticket={ticket} mentioned={mentions.in(text)} />
      <div className="flex items-end gap-2 rounded-card border border-control bg-surface p-1.5 focus-within:outline-2 focus-within:outline-text focus-within:-outline-offset-1">
        <PhotoButtons ticketId={ticketId} onSent={onSent} />
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
          aria-controls={replies.active ? replyId : mentionId}
          aria-activedescendant={active}
          onKeyDown={onKeyDown}
          onSelect={onCaret}
          onChange={(event) => {
            write(event.target.value)
            onCaret()
            if (event.target.value.trim() !== '') typing()
          }}
        />
        <ReplyButton isOpen={replies.isOpen} onPress={replies.press} />
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
      <ComposerHint id={`left-${ticketId}`} left={left} gap={gapNamed(text)} />
    </form>
  )
})

const leftOf = (text: string) => MESSAGE_MAX - [...text.trim()].length
