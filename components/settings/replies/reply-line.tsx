'use client'
import { Pencil, Trash2 } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { nameIn } from '@/lib/names'
import type { QuickReply } from '@/lib/replies/schema'
import { REPLY_LANGUAGES } from '@/lib/replies/text'
import { useLanguageName } from './use-language-name'

interface Props {
  reply: QuickReply
  onEdit: () => void
  onRemove: () => void
}

export function ReplyLine({ reply: { shortcut, texts }, onEdit, onRemove }: Props) {
  const t = useTranslations('replies')
  const locale = useLocale()
  const format = useFormatter()
  const languageName = useLanguageName()
  const missing = REPLY_LANGUAGES.filter((language) => !(language in texts))
  return (
    <li className="flex min-h-14 items-start gap-4 border-line border-b py-3">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="text-meta text-muted">/{shortcut}</p>
        <p className="text-body [overflow-wrap:anywhere]">{nameIn(locale, texts)}</p>
        {missing.length > 0 ? (
          <p className="text-meta text-muted">{t('missing', { languages: format.list(missing.map(languageName)) })}</p>
        ) : null}
      </div>
      <div className="flex shrink-0 gap-1 touch:gap-3">
        <Button tone="quiet" size="icon" aria-label={t('editNamed', { shortcut })} title={t('edit')} onClick={onEdit}>
          <Pencil aria-hidden />
        </Button>
        <Button
          tone="quiet"
          size="icon"
          aria-label={t('removeNamed', { shortcut })}
          title={t('remove')}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
    </li>
  )
}
