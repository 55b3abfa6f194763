'use client'
import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { BackCloses, pressEscape } from './back-closes'
import { cn } from './cn'
import { InertOthers } from './inert-others'

export const Menu = Radix.Root
export const MenuTrigger = Radix.Trigger
export const MenuRadioGroup = Radix.RadioGroup

const item =
  'relative flex h-8 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 text-body outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-sunken touch:h-12 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] touch:[&_svg]:size-6'

export function MenuContent({ className, children, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-rise overflow-y-auto rounded-card border border-line bg-surface p-1.5 text-text shadow-overlay outline-none',
          className,
        )}
        {...rest}
      >
        <BackCloses onBack={pressEscape} />
        <InertOthers />
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}

export const MenuItem = ({ className, ...rest }: ComponentProps<typeof Radix.Item>) => (
  <Radix.Item className={cn(item, className)} {...rest} />
)

export const MenuRadioItem = ({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) => (
  <Radix.RadioItem className={cn(item, 'pr-9 touch:pr-12', className)} {...rest}>
    {children}
    <Radix.ItemIndicator className="absolute right-2.5">
      <Check aria-hidden />
    </Radix.ItemIndicator>
  </Radix.RadioItem>
)

export const MenuLabel = ({ className, ...rest }: ComponentProps<typeof Radix.Label>) => (
  <Radix.Label className={cn('px-2.5 pt-2 pb-1 text-meta text-muted', className)} {...rest} />
)

export const MenuSeparator = () => <Radix.Separator className="-mx-1.5 my-1.5 h-px bg-line" />
