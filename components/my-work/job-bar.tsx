'use client'
import { clsx } from 'clsx'
import { Check, Hand, LoaderCircle, type LucideIcon, Pause, Play, Undo2, UserRoundCheck, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { type ChangeHandle, useChange } from '@/components/tickets/use-change'
import type { Ticket } from '@/lib/tickets/schema'
import { PhotoDone } from './photo-done'
import { type Thumb, type ThumbAction, thumbsOf } from './thumb-plan'

/** Loaded when they are asked for: the dialogs weigh more than the rest of the page. */
const HoldForm = lazy(() =>
  import('@/components/tickets/ticket-panel-forms/hold').then((file) => ({ default: file.HoldForm })),
)
const ReleaseForm = lazy(() =>
  import('@/components/tickets/ticket-panel-forms/release').then((file) => ({ default: file.ReleaseForm })),
)
const ICON: Record<ThumbAction, LucideIcon> = {
  accept: Hand,
  take_over: UserRoundCheck,
  start: Play,
  resume: Play,
  hold: Pause,
  complete: Check,
  release: Undo2,
}

interface Props {
  ticket: Ticket
  /** It came by itself a moment ago: a tap may still be meant for the one before it. */
  isFresh: boolean
  /** It is off my hands: the next one may come. */
  onDone: () => void
}

/** Under the thumb: the chosen job by name, and what can be done with it. */
export function JobBar({ ticket, isFresh, onDone }: Props) {
  const t = useTranslations('myWork')
  const { actor, placeName, what } = useHotel()
  const change = useChange(ticket)
  const [form, setForm] = useState<'hold' | 'release' | null>(null)
  const thumbs = thumbsOf(actor, ticket)
  const isFinishable = thumbs.some(({ action, isPossible }) => action === 'complete' && isPossible)
  const run = async (action: ThumbAction) => {
    if (action === 'hold' || action === 'release') return setForm(action)
    if (action === 'take_over') {
      if (ticket.assigneeId) await change.run({ action, from: ticket.assigneeId })
    } else if ((await change.run({ action })) && action === 'complete') onDone()
  }
  return (
    <div className="border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]">
      {form === null ? <Refusal change={change} /> : null}
      <div className="mx-auto grid max-w-5xl gap-2 px-4 pt-2.5 pb-3">
        <div className="-my-1.5 -mr-3 flex min-h-12 items-center gap-2 text-body">
          <p className="min-w-0 flex-1 truncate">
            <span className="font-strong tabular-nums">{placeName(ticket.placeId)}</span> {what(ticket)}
          </p>
          {isFinishable ? <PhotoDone ticket={ticket} change={change} onDone={onDone} /> : null}
        </div>
        <div role="toolbar" aria-label={t('actions')} className="grid grid-cols-5 gap-3 max-sm:gap-1.5">
          {thumbs.map((thumb) => (
            <ThumbButton key={thumb.action} {...{ thumb, ticket, isFresh, change }} onPress={run} />
          ))}
        </div>
      </div>
      <Suspense>
        {form === 'hold' ? <HoldForm ticket={ticket} change={change} onClose={() => setForm(null)} /> : null}
        {form === 'release' ? (
          <ReleaseForm ticket={ticket} change={change} onDone={onDone} onClose={() => setForm(null)} />
        ) : null}
      </Suspense>
    </div>
  )
}

interface ThumbProps extends Pick<Props, 'ticket' | 'isFresh'> {
  thumb: Thumb
  change: ChangeHandle
  onPress: (action: ThumbAction) => void
}

function ThumbButton({ thumb: { action, isPossible, isLead }, ticket, isFresh, change, onPress }: ThumbProps) {
  const t = useTranslations('actions')
  const { shortName } = useHotel()
  const isBusy = change.busy === action
  const isDisabled = !isPossible || isFresh || change.busy !== null
  const Icon = isBusy ? LoaderCircle : ICON[action]
  return (
    <button
      type="button"
      aria-disabled={isDisabled}
      aria-busy={isBusy}
      onClick={isDisabled ? undefined : () => onPress(action)}
      className={clsx(
        'flex min-h-18 min-w-0 select-none flex-col items-center justify-center gap-1 rounded-control border px-1 text-center font-medium text-meta leading-4 transition-colors',
        isLead ? 'border-text bg-text text-paper active:bg-text/80' : 'border-control bg-surface active:bg-line',
        !isPossible && 'border-line text-muted opacity-60',
      )}
    >
      <Icon aria-hidden className={clsx('size-6 shrink-0 stroke-[1.75]', isBusy && 'animate-spin')} />
      <span className="line-clamp-2 max-w-full hyphens-auto">
        {action === 'take_over' ? t(action, { name: shortName(ticket.assigneeId) }) : t(action)}
      </span>
    </button>
  )
}

/** Why the last change was not made. */
function Refusal({ change }: { change: ChangeHandle }) {
  const t = useTranslations('actions')
  if (change.error === null) return null
  return (
    <div role="alert" className="flex items-center gap-3 bg-late-fill py-1 pr-2 pl-4 font-medium text-body text-late">
      <span className="flex-1">{change.error}</span>
      <button
        type="button"
        aria-label={t('dismiss')}
        onClick={change.dismiss}
        className="grid size-12 place-items-center"
      >
        <X aria-hidden className="size-6 stroke-[1.75]" />
      </button>
    </div>
  )
}
