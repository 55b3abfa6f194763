'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { CODE_MINUTES } from '@/lib/devices/schema'

/** Shown once, in two halves, as it is easiest to type. */
export function EnrolmentCode({ code, onDone }: { code: string; onDone: () => void }) {
  const t = useTranslations('device')
  const half = code.length / 2
  return (
    <>
      <div className="grid gap-4 px-6 pt-4 pb-6">
        <p className="text-body">{t('codeText', { path: `${window.location.host}/enrol`, minutes: CODE_MINUTES })}</p>
        <p className="rounded-card bg-sunken py-5 text-center font-strong text-figure tracking-[0.15em]">
          {`${code.slice(0, half)}-${code.slice(half)}`}
        </p>
      </div>
      <DialogFooter>
        <Button tone="primary" onClick={onDone}>
          {t('codeDone')}
        </Button>
      </DialogFooter>
    </>
  )
}
