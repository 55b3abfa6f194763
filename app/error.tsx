'use client'
import { Notice } from '@/components/shell/notice'

/** A page that could not be read. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-dvh">
      <Notice kind="error" reference={error.digest} onRetry={reset} />
    </main>
  )
}
