'use client'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { More } from '@/components/shell/more'
import { usePaged } from '@/components/shell/use-paged'
import { AUDIT_ACTIONS, type AuditLine, type AuditPage } from '@/lib/audit/schema'
import { readAudit } from '@/lib/client/privacy'

/** Who set, took and erased what, and how an admin let others sign in, the newest first. */
export function AuditSection({ first }: { first: AuditPage }) {
  const t = useTranslations('privacySettings')
  const { items, readMore } = usePaged(first, readAudit)
  return (
    <section aria-labelledby="audit" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="audit" className="font-strong text-title">
          {t('audit')}
        </h2>
        <p className="max-w-xl text-body text-muted">{t('auditText')}</p>
        <p className="flex text-body touch:min-h-12 touch:items-center">
          <Link
            href="/history?has=legal_hold"
            className="underline decoration-1 decoration-line underline-offset-4 hover:decoration-text"
          >
            {t('held')}
          </Link>
        </p>
      </div>
      {items.length === 0 ? (
        <p className="text-body">{t('auditNone')}</p>
      ) : (
        <ul aria-labelledby="audit" className="border-line border-t">
          {items.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {readMore ? <More onRead={readMore} /> : null}
    </section>
  )
}

function Line({ line: { at, actorId, action, details } }: { line: AuditLine }) {
  const t = useTranslations('privacySettings')
  const format = useFormatter()
  const names = useNames()
  const { personName } = useHotel()
  const known = AUDIT_ACTIONS.find((one) => one === action)
  const person = personName(details.personId ?? null)
  const { tickets = 0, withTexts = false, device = '' } = details
  const said = known
    ? t(`done.${known.replace('.', '_') as Said}`, {
        ...{ name: names.actor(actorId), person, tickets, device },
        withTexts: `${withTexts}`,
      })
    : action
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-3">
      <span className="min-w-0 text-body [overflow-wrap:anywhere]">
        {details.ticketId ? (
          <Link
            href={`/tickets/${details.ticketId}`}
            prefetch={false}
            className="underline decoration-1 decoration-line underline-offset-4 hover:decoration-text"
          >
            {said}
          </Link>
        ) : (
          said
        )}
      </span>
      <time dateTime={at} className="text-meta text-muted tabular-nums">
        {format.dateTime(new Date(at), 'dateTime')}
      </time>
    </li>
  )
}

type Said = WithLine<(typeof AUDIT_ACTIONS)[number]>
type WithLine<A extends string> = A extends `${infer Noun}.${infer Deed}` ? `${Noun}_${Deed}` : never
