'use client'
import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Switch = ({ className, ...rest }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root
    className={cn(
      'inline-flex h-5 w-9 shrink-0 items-center rounded-pill border border-control bg-sunken transition-colors data-[state=checked]:border-text data-[state=checked]:bg-text touch:h-8 touch:w-14',
      className,
    )}
    {...rest}
  >
    <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-pill bg-control transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-paper touch:size-6 touch:data-[state=checked]:translate-x-7" />
  </Radix.Root>
)
