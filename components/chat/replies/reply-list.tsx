'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { nameIn } from '@/lib/names'
import { canWordReplies } from '@/lib/replies/policy'
import { worded } from '@/lib/replies/text'
import type { Replying } from './use-replies'

interface Props extends Pick<Replying, 'suggestions' | 'active' | 'take' | 'isOpen' | 'known' | 'fillings'> {
  id: string
}

/** Quick replies above the composer, as they would be said here. The focus stays where one writes. */
export function ReplyList({ id, suggestions, active, take, isOpen, known, fillings }: Props) {
  const t = useTranslations('composer')
  const locale = useLocale()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t('replies')}
        hidden={suggestions.length === 0}
        className="absolute bottom-full left-0 z-20 mb-2 max-h-[min(22rem,45vh)] w-[32rem] max-w-full overflow-y-auto overscroll-contain rounded-card border border-line bg-surface p-1.5 shadow-overlay"
      >
        {suggestions.map((reply) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's; the list never has the focus
          <div
            key={reply.id}
            id={`${id}-${reply.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={reply === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(reply)}
            className="grid cursor-default gap-0.5 rounded-control px-2.5 py-1.5 text-body hover:bg-sunken/50 aria-selected:bg-sunken touch:py-2.5"
          >
            <span className="text-meta text-muted">/{reply.shortcut}</span>
            <span>{worded(nameIn(locale, reply.texts), fillings)}</span>
          </div>
        ))}
      </div>
      {isOpen && suggestions.length === 0 ? <Nothing known={known} /> : null}
    </>
  )
}

/** Why there is no list. Nothing, when what was typed after the "/" is only text. */
function Nothing({ known }: Pick<Replying, 'known'>) {
  const t = useTranslations('composer')
  const { actor } = useHotel()
  if (known !== null && known !== 'failed' && known.length > 0) return null
  return (
    <p
      role="status"
      className="absolute bottom-full left-0 z-20 mb-2 max-w-full rounded-card border border-line bg-surface px-4 py-3 text-body text-muted shadow-overlay"
    >
      {known === null ? t('repliesLoading') : known === 'failed' ? t('repliesFailed') : t('noReplies')}{' '}
      {known !== null && known !== 'failed' && canWordReplies(actor) ? (
        <Link href="/settings/replies" className="text-text underline underline-offset-4">
          {t('wordReplies')}
        </Link>
      ) : null}
    </p>
  )
}
