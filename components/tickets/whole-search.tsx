'use client'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { addressOf, NOTHING } from '@/components/history/asked'
import { Button } from '@/components/ui/button'

interface Props {
  words: string
  className?: string
}

/** From the board's search to the one over everything: what is over is on no board. */
export function WholeSearch({ words, className }: Props) {
  const t = useTranslations('history')
  return (
    <Button asChild tone="quiet" size="small" className={className}>
      <Link href={addressOf({ ...NOTHING, q: words })} prefetch={false}>
        <History aria-hidden />
        {t('whole')}
      </Link>
    </Button>
  )
}
