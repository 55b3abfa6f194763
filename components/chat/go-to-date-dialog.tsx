'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useErrorText } from '@/lib/client/errors'
import { fromWallClock } from '@/lib/client/hotel-time'
import { readThreadAt } from '@/lib/client/thread'
import { stepTo } from './address'

interface Props {
  ticketId: string
  /** "2026-03-29": the one that is shown. */
  day: string
  onClose: () => void
}

/** To the first entry of a day or after it, to the beginning, or to the end. */
export function GoToDateDialog({ ticketId, day, onClose }: Props) {
  const t = useTranslations('thread')
  const errorText = useErrorText()
  const { timeZone } = useHotel().settings
  const [wanted, setWanted] = useState(day)
  const [error, setError] = useState<string>()
  const hasGone = useRef(false)
  const go = (seq: number | null) => {
    hasGone.current = true
    stepTo(seq)
    onClose()
  }
  const seek = async (event: React.FormEvent) => {
    event.preventDefault()
    const since = fromWallClock(`${wanted}T00:00`, timeZone)
    if (since === null) return setError(t('needDate'))
    await readThreadAt(ticketId, { since }).then(
      (page) => go(page.anchor ?? null),
      (failure: unknown) => setError(errorText(failure)),
    )
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('goToDate')}
        className="max-w-sm"
        // The entry that is gone to has the focus.
        onCloseAutoFocus={(event) => hasGone.current && event.preventDefault()}
      >
        <form onSubmit={seek}>
          <div className="grid gap-4 px-6 py-5">
            <Field label={t('date')} hint={t('dateHint')} {...(error !== undefined && { error })}>
              {(given) => (
                <Input
                  {...given}
                  type="date"
                  required
                  value={wanted}
                  onChange={(event) => setWanted(event.target.value)}
                />
              )}
            </Field>
            <div className="flex flex-wrap gap-2">
              <Button size="small" onClick={() => go(1)}>
                {t('toBeginning')}
              </Button>
              <Button size="small" onClick={() => go(null)}>
                {t('toNewest')}
              </Button>
            </div>
          </div>
          <DialogFooter>
            <Button type="submit" tone="primary">
              {t('go')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
