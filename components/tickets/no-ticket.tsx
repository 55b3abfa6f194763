'use client'
import { ConciergeBell } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDesk } from '@/components/shell/desk-provider'
import { Button } from '@/components/ui/button'
import { Key } from '@/components/ui/key'

/** The right pane while no ticket is open. */
export function NoTicket() {
  const t = useTranslations()
  const { startTicket } = useDesk()
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1 p-6 text-center">
      <ConciergeBell aria-hidden className="mb-3 size-8 stroke-[1.25] text-muted" />
      <h2 className="font-strong text-thread">{t('board.chooseTitle')}</h2>
      <p className="text-body text-muted">{t('board.chooseHint')}</p>
      <Button className="mt-4" onClick={startTicket}>
        {t('shell.newTicket')}
        <span aria-hidden className="touch:hidden">
          <Key>C</Key>
        </span>
      </Button>
    </div>
  )
}
