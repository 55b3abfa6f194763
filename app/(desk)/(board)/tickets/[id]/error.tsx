'use client'
import { Notice } from '@/components/shell/notice'

/** The ticket could not be read; the board beside it stays. */
export default function TicketError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Notice kind="error" reference={error.digest} onRetry={reset} />
}
