/** The views of the board as icons. */
import {
  CheckCheck,
  ClockAlert,
  DoorClosed,
  Inbox,
  type LucideIcon,
  PhoneOutgoing,
  UserRound,
  UserRoundX,
} from 'lucide-react'
import type { BoardView } from '@/components/tickets/board-view'

export const VIEW_ICON: Record<BoardView, LucideIcon> = {
  all: Inbox,
  mine: UserRound,
  unassigned: UserRoundX,
  late: ClockAlert,
  guest: DoorClosed,
  done: CheckCheck,
  call_back: PhoneOutgoing,
}
