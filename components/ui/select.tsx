'use client'
import { Check, ChevronDown, type LucideIcon } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { useState } from 'react'
import { BackCloses } from './back-closes'
import { cn } from './cn'
import { InertOthers } from './inert-others'

interface Props {
  id?: string
  value: string
  onChange: (value: string) => void
  /** `lang`: when a label is in another language than the page. */
  options: { value: string; label: string; lang?: string }[]
  placeholder?: string
  className?: string
  /** Shown instead of the value: for a control that has no room for words. */
  icon?: LucideIcon
  'aria-label'?: string
  'data-control'?: string
  'aria-invalid'?: true | undefined
  'aria-describedby'?: string | undefined
}

/** One of a few. An empty `value` shows the placeholder. */
export function Select({ value, onChange, options, placeholder, className, icon: Icon, ...trigger }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Radix.Root value={value} onValueChange={onChange} open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger
        className={cn(
          'flex h-9 w-full min-w-0 items-center justify-between gap-2 rounded-control border border-control bg-surface px-3 text-left text-body aria-invalid:border-late data-[placeholder]:text-muted touch:h-12 [&>span]:truncate',
          className,
        )}
        {...trigger}
      >
        {Icon ? (
          <Icon aria-hidden className="m-auto size-4 shrink-0 stroke-[1.75] touch:size-6" />
        ) : (
          <>
            <Radix.Value placeholder={placeholder} />
            <ChevronDown aria-hidden className="size-4 shrink-0 stroke-[1.75] text-muted" />
          </>
        )}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-card border border-line bg-surface p-1.5 shadow-overlay"
        >
          {/* What is in it is drawn before it opens. */}
          {isOpen ? <BackCloses onBack={() => setOpen(false)} /> : null}
          <InertOthers />
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                lang={option.lang}
                className="relative flex h-8 cursor-default select-none items-center rounded-control pr-9 pl-2.5 text-body outline-none data-[highlighted]:bg-sunken touch:h-12"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2.5">
                  <Check aria-hidden className="size-4 stroke-[1.75]" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
