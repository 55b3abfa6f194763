import { BoardPanes } from '@/components/tickets/board-panes'

/** The list stays while tickets come and go beside it. */
export default function BoardLayout({ children }: { children: React.ReactNode }) {
  return <BoardPanes>{children}</BoardPanes>
}
