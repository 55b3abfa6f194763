'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { useErrorText } from '@/lib/client/errors'
import { askExport, takeFile, type Wanted } from '@/lib/client/exports'
import { EXPORT_FORMATS, EXPORTED, type Export, type ExportedWhat, type ExportFormat } from '@/lib/exports/vocabulary'
import { ExportProgress } from './export-progress'

interface Props extends Pick<Wanted, 'filter'> {
  onClose: () => void
}

/** Asks what the file is to hold, and shows how far it is. It goes on when this is closed. */
export function ExportDialog({ filter, onClose }: Props) {
  const t = useTranslations('exports')
  const errorText = useErrorText()
  const [what, setWhat] = useState<ExportedWhat>('tickets')
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [withMark, setMark] = useState(true)
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [taken, setTaken] = useState<Export | null>(null)
  const take = async () => {
    setAsking(true)
    setError(null)
    try {
      const asked = await askExport({ what, format, withMark: withMark && format === 'csv', filter })
      setTaken(asked)
      takeFile(asked.id)
    } catch (failure) {
      setError(failure)
    }
    setAsking(false)
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={t('title')} description={t('text')}>
        {taken ? (
          <ExportProgress key={taken.id} taken={taken} />
        ) : (
          <div className="grid gap-5 px-6 py-5">
            <Field label={t('what')}>
              {({ id }) => (
                <Select
                  id={id}
                  value={what}
                  onChange={(value) => setWhat(value as ExportedWhat)}
                  options={EXPORTED.map((one) => ({ value: one, label: t(`rowPer.${one}`) }))}
                />
              )}
            </Field>
            <Field label={t('format')}>
              {({ id }) => (
                <Select
                  id={id}
                  value={format}
                  onChange={(value) => setFormat(value as ExportFormat)}
                  options={EXPORT_FORMATS.map((one) => ({ value: one, label: t(`formats.${one}`) }))}
                />
              )}
            </Field>
            {format === 'csv' ? (
              <label htmlFor="export-mark" className="flex items-center justify-between gap-4 text-body">
                {t('withMark')}
                <Switch id="export-mark" checked={withMark} onCheckedChange={setMark} />
              </label>
            ) : null}
            {error === null ? null : (
              <p role="alert" className="font-medium text-body text-late">
                {errorText(error)}
              </p>
            )}
          </div>
        )}
        <DialogFooter>
          <Button onClick={onClose}>{t('close')}</Button>
          {taken ? null : (
            <Button tone="primary" disabled={isAsking} onClick={take}>
              {isAsking ? t('counting') : t('take')}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
