'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { api } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import type { Person } from '@/lib/people/schema'

interface Props {
  /** Null while nobody is to have one. */
  person: Person | null
  onClose: () => void
}

/** A temporary PIN for somebody: told to them, and changed by them at its first use. */
export function PinDialog({ person, onClose }: Props) {
  const t = useTranslations()
  const errorText = useErrorText()
  const [pin, setPin] = useState('')
  const [failure, setFailure] = useState<string | undefined>()
  const [isSaving, setSaving] = useState(false)
  if (!person) return null
  const close = () => {
    setPin('')
    setFailure(undefined)
    onClose()
  }
  const save = async () => {
    if (isSaving) return
    if (!/^\d{4,6}$/.test(pin)) return setFailure(t('me.pinDigits'))
    setSaving(true)
    try {
      await api.put(`/api/people/${person.id}/pin`, { pin })
      toast(t('device.pinSet', { name: person.name }))
      close()
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setSaving(false)
    }
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || close()}>
      <DialogContent title={t('device.pinTitle', { name: person.name })} description={t('device.pinText')}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <Field label={t('me.temporaryPin')} hint={t('me.pinDigits')} error={failure} className="px-6 pt-4 pb-6">
            {(given) => (
              <Input
                {...given}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                value={pin}
                onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
                className="h-11 max-w-40 text-thread tracking-widest"
              />
            )}
          </Field>
          <DialogFooter>
            <Button onClick={close}>{t('shell.back')}</Button>
            <Button tone="primary" type="submit" aria-disabled={isSaving}>
              {t('device.setPin')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
