/** A status as icon and colour. The word comes from the message files. */
import { Archive, Bell, Check, Hand, type LucideIcon, Pause, Play, Slash } from 'lucide-react'
import type { Status } from '@/lib/tickets/schema'

export const STATUS_LOOK: Record<Status, { icon: LucideIcon; tone: string }> = {
  new: { icon: Bell, tone: 'bg-new-fill text-new' },
  accepted: { icon: Hand, tone: 'bg-accepted-fill text-accepted' },
  in_progress: { icon: Play, tone: 'bg-progress-fill text-progress' },
  on_hold: { icon: Pause, tone: 'bg-hold-fill text-hold' },
  done: { icon: Check, tone: 'bg-done-fill text-done' },
  closed: { icon: Archive, tone: 'bg-sunken text-muted' },
  cancelled: { icon: Slash, tone: 'bg-sunken text-muted' },
}
