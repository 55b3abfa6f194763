'use client'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { historyAddress } from '@/lib/client/history'

interface Props {
  words: string
  className?: string
}

/** From the board's search to the one over everything: what is over is on no board. */
export function WholeSearch({ words, className }: Props) {
  const t = useTranslations('history')
  return (
    <Button asChild tone="quiet" size="small" className={className}>
      <Link href={historyAddress(words)} prefetch={false}>
        <History aria-hidden />
        {t('whole')}
      </Link>
    </Button>
  )
}
