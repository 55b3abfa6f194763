'use client'
import { Tooltip as Radix } from 'radix-ui'

export const TooltipProvider = Radix.Provider

interface Props {
  text: React.ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: React.ReactNode
}

/** A few words for whoever rests the pointer or the focus on a control; the control has its own name besides. */
export const Tooltip = ({ text, side = 'bottom', children }: Props) => (
  <Radix.Root>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-w-72 animate-overlay rounded-control bg-text px-2.5 py-1.5 text-meta text-paper"
      >
        {text}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
