'use client'
import { ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useMarks } from './marks-provider'

/** Under a finger the boxes show once one wants to mark: a card is for opening. At a desk they always stand there. */
export function MarkButton() {
  const t = useTranslations('bulk')
  const { isMarking, begin, clear } = useMarks()
  return (
    <Button
      size="icon"
      aria-label={t('select')}
      aria-pressed={isMarking}
      onClick={isMarking ? clear : begin}
      className="hidden aria-pressed:border-text aria-pressed:bg-sunken touch:inline-flex"
    >
      <ListChecks aria-hidden />
    </Button>
  )
}
