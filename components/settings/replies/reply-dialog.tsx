'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBack, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { QuickReply } from '@/lib/replies/schema'
import { PLACEHOLDERS, REPLY_MAX, SHORTCUT_MAX } from '@/lib/replies/text'
import { languagesOf } from './reply-draft'
import { useLanguageName } from './use-language-name'
import { EVERYBODY, useReplyForm } from './use-reply-form'

interface Props {
  /** Null for a new one. */
  reply: QuickReply | null
  onSaved: (reply: QuickReply) => void
  onClose: () => void
}

/** Words a quick reply, once in each language. */
export function ReplyDialog({ reply, onSaved, onClose }: Props) {
  const t = useTranslations()
  const languageName = useLanguageName()
  const form = useReplyForm(reply, (saved) => {
    onSaved(saved)
    onClose()
  })
  const { draft, change, departments } = form
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={reply ? t('replies.editTitle', { shortcut: reply.shortcut }) : t('replies.addTitle')}
        description={t('replies.placeholders', { names: PLACEHOLDERS.map((name) => `{${name}}`).join(' ') })}
        guardsText
        className="max-w-lg"
      >
        <form onSubmit={form.submit} noValidate>
          <div className="grid gap-5 px-6 py-5">
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t('replies.department')}>
                {(given) => (
                  <Select
                    {...given}
                    value={draft.departmentId ?? EVERYBODY}
                    onChange={(id) => change({ departmentId: id === EVERYBODY ? null : id })}
                    options={departments}
                  />
                )}
              </Field>
              <Field label={t('replies.shortcut')} hint={t('replies.shortcutHint')} error={form.shortcutError}>
                {(given) => (
                  <Input
                    {...given}
                    autoCapitalize="none"
                    spellCheck={false}
                    maxLength={SHORTCUT_MAX + 1}
                    value={draft.shortcut}
                    onChange={(event) => change({ shortcut: event.target.value })}
                  />
                )}
              </Field>
            </div>
            {languagesOf(draft).map((language) => (
              <Field
                key={language}
                label={t('replies.text', { language: languageName(language) })}
                error={form.textError(language)}
              >
                {(given) => (
                  <Textarea
                    {...given}
                    lang={language}
                    dir="auto"
                    rows={2}
                    maxLength={REPLY_MAX}
                    value={draft.texts[language] ?? ''}
                    onChange={(event) => change({ texts: { ...draft.texts, [language]: event.target.value } })}
                  />
                )}
              </Field>
            ))}
            {form.failure ? (
              <p role="alert" className="rounded-control bg-late-fill px-3 py-2 font-medium text-body text-late">
                {form.failure}
              </p>
            ) : null}
          </div>
          <DialogFooter>
            <DialogBack />
            <Button type="submit" tone="primary" aria-disabled={form.isSaving}>
              {t('replies.save')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
