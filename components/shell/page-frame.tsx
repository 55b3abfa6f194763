'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { UndoNote } from '@/components/tickets/undo/undo-note'
import { cn } from '@/components/ui/cn'
import { TopBar } from './top-bar'

interface Props {
  title: string
  /** As wide as there is room: for tables. */
  isWide?: boolean
  /** Beside the title. */
  action?: React.ReactNode
  children: React.ReactNode
}

/** The frame of a page beside the board: a title, and what it holds in one column. */
export function PageFrame({ title, action, isWide = false, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="flex min-h-0 flex-col print:block">
      <TopBar />
      <main className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">
        <div
          className={cn(
            'mx-auto grid grid-cols-[minmax(0,1fr)] gap-8 px-6 py-8 max-sm:px-4 print:max-w-none print:gap-4 print:p-0',
            isWide ? 'max-w-7xl' : 'max-w-3xl',
          )}
        >
          <header className="flex flex-wrap items-end gap-x-6 gap-y-4">
            <div className="grid gap-1">
              <Link
                href="/"
                className="inline-flex items-center gap-1.5 text-body text-muted hover:text-text lg:hidden print:hidden touch:min-h-12"
              >
                <ArrowLeft aria-hidden className="size-4 stroke-[1.75]" />
                {t('board')}
              </Link>
              <h1 className="font-strong text-figure tracking-tight">{title}</h1>
            </div>
            {action ? <div className="ml-auto max-sm:ml-0 max-sm:w-full">{action}</div> : null}
          </header>
          {children}
        </div>
      </main>
      <UndoNote />
    </div>
  )
}
