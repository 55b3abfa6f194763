import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const look = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium text-body transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] touch:[&_svg]:size-6',
  {
    variants: {
      tone: {
        primary: 'bg-text text-paper hover:bg-text/88 active:bg-text/80',
        outline: 'border border-control bg-surface text-text hover:bg-sunken active:bg-line',
        quiet: 'text-text hover:bg-sunken active:bg-line',
        danger: 'bg-late-fill text-late hover:bg-late hover:text-paper',
      },
      size: {
        small: 'h-7 px-2.5 text-meta touch:h-12 touch:px-4',
        medium: 'h-9 px-3.5 touch:h-12 touch:px-5',
        large: 'h-11 px-5 touch:h-14',
        icon: 'size-8 touch:size-12',
      },
    },
    defaultVariants: { tone: 'outline', size: 'medium' },
  },
)

type Props = ComponentProps<'button'> & VariantProps<typeof look> & { asChild?: boolean }

/** A button; with `asChild`, its child wears the look (a link). */
export function Button({ className, tone, size, asChild, type, ...rest }: Props) {
  const Tag = asChild ? Slot.Root : 'button'
  return (
    <Tag {...(asChild ? {} : { type: type ?? 'button' })} className={cn(look({ tone, size }), className)} {...rest} />
  )
}
