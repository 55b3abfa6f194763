import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

interface Props {
  side: 'top' | 'bottom'
  icon: React.ReactNode
  onClick: () => void
  children: React.ReactNode
}

/** A way to where the reader is not, floating over the thread. */
export const Pill = ({ side, icon, onClick, children }: Props) => (
  <div
    className={cn(
      'pointer-events-none absolute inset-x-0 z-10 flex justify-center',
      side === 'top' ? 'top-3' : 'bottom-full mb-3',
    )}
  >
    <Button
      tone="primary"
      size="small"
      onClick={onClick}
      className="pointer-events-auto animate-rise rounded-pill shadow-overlay"
    >
      {icon}
      {children}
    </Button>
  </div>
)
