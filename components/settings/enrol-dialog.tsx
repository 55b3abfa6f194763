'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EnrolForm } from './enrol-form'
import { EnrolmentCode } from './enrolment-code'

interface Props {
  isOpen: boolean
  onClose: () => void
  onEnrolled: () => void
}

/** A device's name and kind; then it is this browser, or a code to be typed on the other. */
export function EnrolDialog({ isOpen, onClose, onEnrolled }: Props) {
  const t = useTranslations()
  const [code, setCode] = useState<string | null>(null)
  const close = () => {
    // Whoever typed the code meanwhile has changed the list.
    if (code) onEnrolled()
    setCode(null)
    onClose()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(isStillOpen) => isStillOpen || close()}>
      <DialogContent
        title={t(code ? 'device.codeTitle' : 'device.enrolDevice')}
        description={code ? undefined : t('device.enrolDialogText')}
        guardsText={code === null}
      >
        {code ? (
          <EnrolmentCode code={code} onDone={close} />
        ) : (
          <EnrolForm
            onEnrolled={(made) => {
              setCode(made)
              // This browser: its pages are to know that they are the house's.
              if (made === null) window.location.reload()
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
