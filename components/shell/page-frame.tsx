'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TopBar } from './top-bar'

interface Props {
  title: string
  /** Beside the title. */
  action?: React.ReactNode
  children: React.ReactNode
}

/** The frame of a page beside the board: a title, and what it holds in one column. */
export function PageFrame({ title, action, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="flex min-h-0 flex-col">
      <TopBar />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-3xl gap-8 px-6 py-8 max-sm:px-4">
          <header className="flex flex-wrap items-end gap-x-6 gap-y-4">
            <div className="grid gap-1">
              <Link
                href="/"
                className="inline-flex items-center gap-1.5 text-body text-muted hover:text-text lg:hidden touch:min-h-12"
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
    </div>
  )
}
