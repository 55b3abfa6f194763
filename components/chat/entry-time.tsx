'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { stepTo } from './address'

interface Props {
  /** Null until the server has it. */
  seq: number | null
  at: string
}

/** When an entry was written, and its own address: `#17`. */
export function EntryTime({ seq, at }: Props) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const moment = new Date(at)
  const time = (
    <time dateTime={at} title={format.dateTime(moment, 'dateTime')} className="whitespace-nowrap">
      {format.dateTime(moment, 'time')}
    </time>
  )
  if (seq === null) return time
  return (
    <a
      href={`#${seq}`}
      className="hover:text-text hover:underline touch:-m-3.5 touch:inline-block touch:p-3.5"
      onClick={(event) => {
        // With a key held it is the browser's: another tab, a copy.
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        stepTo(seq)
      }}
    >
      {time}
      <span className="sr-only">, {t('entryLink', { seq: String(seq) })}</span>
    </a>
  )
}

/** How an entry that the address names looks. */
export const ANCHORED =
  'rounded-card outline-none aria-[current]:-mx-2 aria-[current]:bg-sunken aria-[current]:px-2 aria-[current]:py-1.5 aria-[current]:ring-2 aria-[current]:ring-control focus-visible:ring-2 focus-visible:ring-text'

/** What makes an entry one that can be named. */
export const anchoring = (seq: number | null, isAnchor: boolean) => ({
  ...(seq !== null && { 'data-seq': seq, tabIndex: -1 }),
  ...(isAnchor && { 'aria-current': 'location' as const }),
})
