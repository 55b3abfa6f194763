'use client'
import { useTranslations } from 'next-intl'
import { Toaster as Sonner } from 'sonner'

/** Short notes at the head of the page, clear of what one types and taps: what was done, and what failed away from where the eye is. */
export function Toaster() {
  const t = useTranslations('shell')
  return (
    <Sonner
      customAriaLabel={t('notes')}
      position="top-center"
      gap={8}
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-center gap-3 rounded-card bg-text px-4 py-3 font-medium font-sans text-body text-paper shadow-overlay [&_svg]:size-4',
          content: 'min-w-0 flex-1',
          actionButton: 'ml-auto shrink-0 rounded-control px-2 py-1 font-medium underline underline-offset-4',
        },
      }}
    />
  )
}
