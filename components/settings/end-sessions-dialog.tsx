'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import type { Person } from '@/lib/people/schema'

interface Props {
  /** Whom to sign out; null while nobody is asked about. */
  person: Person | null
  onClose: () => void
}

/** Asks before it signs somebody out of every device. */
export function EndSessionsDialog({ person, onClose }: Props) {
  const t = useTranslations()
  const { actor } = useHotel()
  const errorText = useErrorText()
  const [isEnding, setEnding] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  if (!person) return null

  const close = () => {
    setFailure(null)
    onClose()
  }
  const end = async () => {
    setEnding(true)
    setFailure(null)
    try {
      const { ended } = await api.del<{ ended: number }>(`/api/people/${person.id}/sessions`, undefined)
      toast(t('settings.ended', { count: ended, name: person.name }))
      close()
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setEnding(false)
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || close()}>
      <DialogContent
        title={t('settings.endTitle', { name: person.name })}
        description={person.id === actor.personId ? t('settings.endTextSelf') : t('settings.endText')}
        closeLabel={t('shell.close')}
      >
        {failure ? (
          <p role="alert" className="mx-6 mt-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
            {failure}
          </p>
        ) : null}
        <DialogFooter className="mt-5">
          <Button onClick={close}>{t('shell.cancel')}</Button>
          <Button tone="primary" aria-disabled={isEnding} onClick={() => isEnding || end()}>
            {isEnding ? t('settings.ending') : t('settings.endSessions')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
