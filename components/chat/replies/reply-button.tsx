'use client'
import { MessageSquareQuote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Opens the list of quick replies; pressed again, puts it away. */
export function ReplyButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }) {
  const t = useTranslations('composer')
  return (
    <Button
      tone="quiet"
      size="icon"
      aria-label={t('replies')}
      aria-keyshortcuts="/"
      aria-expanded={isOpen}
      title={t('replies')}
      // The text keeps the focus, and on a tablet the keyboard stays.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="size-9"
    >
      <MessageSquareQuote aria-hidden />
    </Button>
  )
}
