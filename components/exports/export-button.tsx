'use client'
import { Download } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import type { Wanted } from '@/lib/client/exports'
import { canReport } from '@/lib/reports/policy'

const ExportDialog = dynamic(() => import('./export-dialog').then((file) => file.ExportDialog), { ssr: false })

/** Offers what is shown as a file, to whoever may take it out of the house. */
export function ExportButton({ filter }: Pick<Wanted, 'filter'>) {
  const t = useTranslations('exports')
  const { actor } = useHotel()
  const [isOpen, setOpen] = useState(false)
  if (!canReport(actor)) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Download aria-hidden />
        {t('export')}
      </Button>
      {isOpen ? <ExportDialog filter={filter} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
