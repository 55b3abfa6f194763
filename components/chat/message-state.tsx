'use client'
import { Check, CheckCheck, Clock3, ClockAlert, Eye } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { useNames } from '@/components/people/use-names'
import { cn } from '@/components/ui/cn'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { type Outgoing, ownPhotos } from '@/lib/client/outgoing'

/** Further readers are counted. */
const NAMED = 3

/** Under an own message that the server does not have yet. */
export function OutgoingState({ message }: { message: Outgoing }) {
  const t = useTranslations('thread')
  const percent = usePercent(message)
  if (message.state === 'failed') return <Failed message={message} />
  return (
    <p className={cn(STATE, 'animate-appear [animation-delay:400ms] [animation-fill-mode:backwards]')}>
      <Clock3 aria-hidden className={MARK} />
      {percent === null ? t(isFleeting(message) ? 'waitingHere' : 'waiting') : t('sendingPhoto', { percent })}
    </p>
  )
}

/** It, or a photo of it, ends with its tab. */
const isFleeting = (message: Outgoing) => message.isFleeting || (message.photos ?? []).some((photo) => photo.isFleeting)

/** How much of its photos the server has; null while they wait, or when there are none. */
function usePercent(message: Outgoing): number | null {
  const outbox = useOutbox()
  const read = () => {
    const parts = ownPhotos(message).map(outbox.photos.partOf)
    const known = parts.filter((part) => part !== null)
    if (known.length === 0) return null
    return Math.round((known.reduce((sum, part) => sum + part, 0) / parts.length) * 100)
  }
  return useSyncExternalStore(outbox.subscribe, read, nothing)
}

const nothing = () => null

function Failed({ message }: { message: Outgoing }) {
  const t = useTranslations('thread')
  const outbox = useOutbox()
  const errorText = useErrorText()
  const why = message.refusal && errorText(new ApiError({ status: 400, code: 'refused', ...message.refusal }))
  return (
    <div
      role="alert"
      className="mt-1 mb-1.5 flex max-w-[min(85%,40rem)] flex-wrap items-center justify-end gap-x-2 text-meta"
    >
      <span className="inline-flex items-center gap-1 font-medium text-late">
        <ClockAlert aria-hidden className="size-3.5 shrink-0 stroke-2" />
        {t(isFleeting(message) ? 'failedHere' : 'failed')}
      </span>
      {why ? <span className="text-muted">{why}</span> : null}
      <span className="flex gap-x-2">
        <button type="button" className={LINK} onClick={() => outbox.retry(message.id)}>
          {t('retry')}
        </button>
        <button type="button" className={LINK} onClick={() => outbox.discard(message.id)}>
          {t('discard')}
        </button>
      </span>
    </div>
  )
}

const LINK = 'rounded-control font-medium underline underline-offset-2 touch:min-h-12 touch:px-2'

/** Closer to its own message than to the next. */
const STATE = 'mt-1 mb-1.5 flex items-center gap-1 text-meta text-muted'
const MARK = 'size-3.5 shrink-0 stroke-[1.75]'

interface Sent {
  seenBy: string[]
  /** On a device of somebody else; after a reload that is not known, and it is only sent. */
  isDelivered: boolean
  isNewest: boolean
}

/** Under an own message that the server has: who has read this far, or how far the newest one has come. */
export function SentState({ seenBy, isDelivered, isNewest }: Sent) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const names = useNames()
  const [isWhole, setWhole] = useState(false)
  if (seenBy.length === 0)
    return isNewest ? (
      <p className={STATE}>
        {isDelivered ? <CheckCheck aria-hidden className={MARK} /> : <Check aria-hidden className={MARK} />}
        {t(isDelivered ? 'delivered' : 'sent')}
      </p>
    ) : null
  const named = seenBy.slice(0, isWhole ? undefined : NAMED).map(names.object)
  const more = seenBy.length - named.length
  const words =
    more > 0 ? t('seenByMore', { names: named.join(', '), count: more }) : t('seenBy', { names: format.list(named) })
  const eye = <Eye aria-hidden className={MARK} />
  if (seenBy.length <= NAMED)
    return (
      <p className={STATE}>
        {eye}
        {words}
      </p>
    )
  return (
    <button
      type="button"
      aria-expanded={isWhole}
      onClick={() => setWhole(!isWhole)}
      className={cn(STATE, 'max-w-[min(85%,40rem)] rounded-control text-end hover:text-text touch:mb-0 touch:min-h-12')}
    >
      {eye}
      <span className="underline decoration-dotted underline-offset-2">{words}</span>
    </button>
  )
}
