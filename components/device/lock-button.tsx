'use client'
import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useDevice } from './device-provider'

/** On a device of the house only: hand it to the next person. */
export function LockButton({ className, isCompact = false }: { className?: string; isCompact?: boolean }) {
  const t = useTranslations('device')
  const { device, lock } = useDevice()
  if (!device) return null
  return (
    <Button
      tone="quiet"
      size={isCompact ? 'icon' : 'medium'}
      aria-label={isCompact ? t('lock') : undefined}
      onClick={lock}
      className={className}
    >
      <LockKeyhole aria-hidden />
      {isCompact ? null : t('lock')}
    </Button>
  )
}
