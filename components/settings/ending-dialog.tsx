'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { useErrorText } from '@/lib/client/errors'

interface Props {
  title: string
  description: string
  /** What the button says, and while it is being done. */
  words: { end: string; ending: string }
  /** Rejects with why it was refused; then the dialog stays. */
  onEnd: () => Promise<void>
  onClose: () => void
}

/** Asks before something ends for good. */
export function EndingDialog({ title, description, words, onEnd, onClose }: Props) {
  const t = useTranslations('shell')
  const errorText = useErrorText()
  const [isEnding, setEnding] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const end = async () => {
    if (isEnding) return
    setEnding(true)
    setFailure(null)
    try {
      await onEnd()
      onClose()
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setEnding(false)
    }
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={title} description={description}>
        {failure ? (
          <p role="alert" className="mx-6 mt-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
            {failure}
          </p>
        ) : null}
        <DialogFooter className="mt-5">
          <Button onClick={onClose}>{t('back')}</Button>
          <Button tone="primary" aria-disabled={isEnding} onClick={() => void end()}>
            {isEnding ? words.ending : words.end}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
