import type { ComponentProps } from 'react'
import { cn } from './cn'

const look =
  'w-full min-w-0 rounded-control border border-control bg-surface text-body text-text placeholder:text-muted disabled:opacity-50 aria-invalid:border-late aria-invalid:ring-1 aria-invalid:ring-late touch:text-thread'

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input className={cn(look, 'h-9 px-3 touch:h-12', className)} {...rest} />
)

export const Textarea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea className={cn(look, 'min-h-18 resize-y px-3 py-2', className)} {...rest} />
)
