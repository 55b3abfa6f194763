'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import type { QuickReply } from '@/lib/replies/schema'
import { RemoveReplyDialog } from './remove-reply-dialog'
import { ReplyDialog } from './reply-dialog'
import { ReplyLine } from './reply-line'

type Asked = { kind: 'edit'; reply: QuickReply | null } | { kind: 'remove'; reply: QuickReply }

/** What is said often, by department, in every language it is said in. */
export function RepliesSettings({ initial }: { initial: QuickReply[] }) {
  const t = useTranslations('replies')
  const { departmentName } = useHotel()
  const [replies, setReplies] = useState(initial)
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const put = (reply: QuickReply) => setReplies((before) => [...before.filter(({ id }) => id !== reply.id), reply])

  const nameOf = (id: string | null) => (id === null ? t('everybody') : departmentName(id))
  const groups = [...new Set(replies.map(({ departmentId }) => departmentId))]
    .map((id) => ({ id, name: nameOf(id), members: replies.filter(({ departmentId }) => departmentId === id) }))
    .sort((a, b) => Number(a.id !== null) - Number(b.id !== null) || a.name.localeCompare(b.name))
  return (
    <PageFrame
      title={t('title')}
      action={
        <Button tone="primary" onClick={() => setAsked({ kind: 'edit', reply: null })}>
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
    >
      <p className="max-w-xl text-body text-muted">{t('intro')}</p>
      {groups.length === 0 ? (
        <div className="grid gap-1">
          <p className="text-body">{t('empty')}</p>
          <p className="text-body text-muted">{t('emptyHint')}</p>
        </div>
      ) : null}
      {groups.map(({ id, name, members }) => (
        <section key={id ?? 'everybody'} aria-label={name}>
          <h2 className="flex items-baseline gap-2 border-line border-b pb-2 font-strong text-body">
            {name}
            <span className="font-normal text-muted">{members.length}</span>
          </h2>
          <ul>
            {members
              .sort((a, b) => a.shortcut.localeCompare(b.shortcut))
              .map((reply) => (
                <ReplyLine
                  key={reply.id}
                  reply={reply}
                  onEdit={() => setAsked({ kind: 'edit', reply })}
                  onRemove={() => setAsked({ kind: 'remove', reply })}
                />
              ))}
          </ul>
        </section>
      ))}
      {asked?.kind === 'edit' ? <ReplyDialog reply={asked.reply} onSaved={put} onClose={close} /> : null}
      {asked?.kind === 'remove' ? (
        <RemoveReplyDialog
          reply={asked.reply}
          onRemoved={({ id }) => setReplies((before) => before.filter((one) => one.id !== id))}
          onClose={close}
        />
      ) : null}
    </PageFrame>
  )
}
