'use client'
import { Alerts } from './alerts'

/** Around a page: what calls for its reader stands above it. The page fills what is left. */
export function AlertFrame({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <Alerts />
      <div className="min-h-0 flex-1 *:h-full!">{children}</div>
    </div>
  )
}
