'use client'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { removeReply } from '@/lib/client/replies'
import type { QuickReply } from '@/lib/replies/schema'
import { EndingDialog } from '../ending-dialog'

interface Props {
  reply: QuickReply
  onRemoved: (reply: QuickReply) => void
  onClose: () => void
}

/** Asks before a quick reply is gone for everybody. */
export function RemoveReplyDialog({ reply, onRemoved, onClose }: Props) {
  const t = useTranslations('replies')
  const { shortcut } = reply
  const remove = async () => {
    await removeReply(reply.id)
    toast(t('removed', { shortcut }))
    onRemoved(reply)
  }
  return (
    <EndingDialog
      title={t('removeTitle', { shortcut })}
      description={t('removeText')}
      words={{ end: t('remove'), ending: t('removing') }}
      onEnd={remove}
      onClose={onClose}
    />
  )
}
