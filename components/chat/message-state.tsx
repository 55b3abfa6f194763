'use client'
import { Check, CheckCheck, Clock3, ClockAlert, Eye } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useOutbox } from '@/components/live/live-provider'
import { useNames } from '@/components/people/use-names'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import type { Outgoing } from '@/lib/client/outbox'

/** Further readers are counted. */
const NAMED = 3

/** Under an own message that the server does not have yet. */
export function OutgoingState({ message }: { message: Outgoing }) {
  const t = useTranslations('thread')
  if (message.state === 'failed') return <Failed message={message} />
  return (
    <p className="mt-1 flex animate-appear items-center gap-1 text-meta text-muted [animation-delay:400ms] [animation-fill-mode:backwards]">
      <Clock3 aria-hidden className="size-3.5 stroke-[1.75]" />
      {t('waiting')}
    </p>
  )
}

function Failed({ message }: { message: Outgoing }) {
  const t = useTranslations('thread')
  const outbox = useOutbox()
  const errorText = useErrorText()
  const why = message.refusal && errorText(new ApiError({ status: 400, code: 'refused', ...message.refusal }))
  return (
    <div role="alert" className="mt-1 flex max-w-[min(85%,40rem)] flex-wrap items-center justify-end gap-x-2 text-meta">
      <span className="inline-flex items-center gap-1 font-medium text-late">
        <ClockAlert aria-hidden className="size-3.5 shrink-0 stroke-2" />
        {t('failed')}
      </span>
      {why ? <span className="text-muted">{why}</span> : null}
      <button type="button" className={LINK} onClick={() => outbox.retry(message.id)}>
        {t('retry')}
      </button>
      <button type="button" className={LINK} onClick={() => outbox.discard(message.id)}>
        {t('discard')}
      </button>
    </div>
  )
}

const LINK = 'rounded-control font-medium underline underline-offset-2 touch:min-h-12 touch:px-2'

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
  if (seenBy.length === 0)
    return isNewest ? (
      <p className="mt-1 flex items-center gap-1 text-meta text-muted">
        {isDelivered ? <CheckCheck aria-hidden className={MARK} /> : <Check aria-hidden className={MARK} />}
        {t(isDelivered ? 'delivered' : 'sent')}
      </p>
    ) : null
  const named = seenBy.slice(0, NAMED).map(names.object)
  const more = seenBy.length - named.length
  return (
    <p className="mt-1 flex items-center gap-1 text-meta text-muted" title={format.list(seenBy.map(names.object))}>
      <Eye aria-hidden className={MARK} />
      {more > 0
        ? t('seenByMore', { names: named.join(', '), count: more })
        : t('seenBy', { names: format.list(named) })}
    </p>
  )
}
