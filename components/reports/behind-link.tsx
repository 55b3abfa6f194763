import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import type { Behind } from '@/lib/reports/schema'

type Query = Partial<Record<keyof Behind, string>>

interface Props {
  query: Query
  count: number
  children: React.ReactNode
  className?: string
  'aria-label'?: string
}

/** A figure that opens the tickets behind it; plain where there are none. Its address says of which report it is, for the way back. */
export function BehindLink({ query, count, children, className, ...rest }: Props) {
  const report = `${useSearchParams()}`
  if (count === 0) return <span className={className}>{children}</span>
  const address = new URLSearchParams({ ...(query as Record<string, string>), ...(report && { report }) })
  return (
    <Link
      href={`/reports/tickets?${address}`}
      prefetch={false}
      className={cn(
        'inline-flex min-h-6 min-w-6 items-center rounded-control underline decoration-1 decoration-line underline-offset-4 hover:decoration-text touch:min-h-11 touch:min-w-11',
        className,
      )}
      {...rest}
    >
      {children}
    </Link>
  )
}
