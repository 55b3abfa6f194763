'use client'
import { ArrowRightLeft } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { StatusPill } from '@/components/tickets/status-pill'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Way } from '@/components/ui/way'
import { mayFlag } from '@/lib/places/policy'
import type { PlaceFlag } from '@/lib/places/schema'
import { isEnded } from '@/lib/tickets/policy'
import { FlagForm } from './flag-form'
import { FLAG_ICONS } from './flag-marks'
import { useFlags } from './flags-provider'
import { MoveGuest } from './move-guest'
import { useFlagging } from './use-flagging'

interface Props {
  placeId: string
  onClose: () => void
}

/** What there is to know of a place: its flags, and its tickets as far as one may see them. */
export function PlaceSheet({ placeId, onClose }: Props) {
  const t = useTranslations('guest.flags')
  const { actor, placeName } = useHotel()
  const flags = useFlags(placeId)
  const flagging = useFlagging(placeId)
  const mayChange = mayFlag(actor)
  const words = useTranslations('guest.move')
  const isDesk = actor.role !== 'attendant'
  const [isMoving, setMoving] = useState(false)
  if (isMoving) return <MoveGuest from={placeId} onClose={onClose} />
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={placeName(placeId)} guardsText>
        <div className="grid gap-5 px-6 pt-4 pb-6">
          {flagging.error ? (
            <p role="alert" className="rounded-control bg-late-fill px-3 py-2 font-medium text-body text-late">
              {flagging.error}
            </p>
          ) : null}
          {flags.length === 0 ? <p className="text-body text-muted">{t('none')}</p> : null}
          {flags.length > 0 ? (
            <ul className="grid gap-2">
              {flags.map((flag) => (
                <FlagLine key={flag.id} flag={flag} onEnd={mayChange ? () => void flagging.end(flag.id) : undefined} />
              ))}
            </ul>
          ) : null}
          {mayChange ? <FlagForm isBusy={flagging.isBusy} onSet={flagging.set} /> : null}
          <OpenHere placeId={placeId} onLeave={onClose} />
          {isDesk ? (
            <Button className="justify-self-start" onClick={() => setMoving(true)}>
              <ArrowRightLeft aria-hidden />
              {words('open')}
            </Button>
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  )
}

function FlagLine({ flag, onEnd }: { flag: PlaceFlag; onEnd?: () => void }) {
  const t = useTranslations('guest.flags')
  const format = useFormatter()
  const names = useNames()
  const Icon = FLAG_ICONS[flag.kind]
  const time = format.dateTime(new Date(flag.until), 'dayTime')
  return (
    <li className="flex min-h-12 items-center gap-3 rounded-control border border-line py-1.5 pr-1.5 pl-3">
      <Icon aria-hidden className="size-5 shrink-0 stroke-[1.75]" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-body">{t(`kind.${flag.kind}`)}</p>
        {flag.note ? <p className="text-body [overflow-wrap:anywhere]">{flag.note}</p> : null}
        <p className="text-meta text-muted">{t('setBy', { name: names.subject(flag.setById), time })}</p>
      </div>
      {onEnd ? (
        <Button tone="quiet" aria-label={t('endNamed', { kind: t(`kind.${flag.kind}`) })} onClick={onEnd}>
          {t('end')}
        </Button>
      ) : null}
    </li>
  )
}

/** The board holds what one may see and no more. */
function OpenHere({ placeId, onLeave }: { placeId: string; onLeave: () => void }) {
  const t = useTranslations('guest.flags')
  const { what } = useHotel()
  const { rows } = useBoard().board
  const here = [...rows.values()].filter(({ ticket }) => ticket.placeId === placeId && !isEnded(ticket))
  return (
    <section aria-labelledby="open-here" className="grid gap-1">
      <h3 id="open-here" className="font-medium text-body">
        {t('openHere', { count: here.length })}
      </h3>
      <ul>
        {here.map(({ ticket }) => (
          <li key={ticket.id}>
            <Way
              href={`/tickets/${ticket.id}`}
              onClick={onLeave}
              className="flex min-h-9 items-center justify-between gap-3 rounded-control px-2 text-body hover:bg-sunken touch:min-h-12"
            >
              <span className="truncate">{what(ticket)}</span>
              <StatusPill status={ticket.status} />
            </Way>
          </li>
        ))}
      </ul>
    </section>
  )
}
