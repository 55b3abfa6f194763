'use client'
import { useTranslations } from 'next-intl'
import { Toaster as Sonner } from 'sonner'

/** Short notes at the head of the page: what was done, and what failed away from where the eye is. They go by themselves after a
 *  moment, and hold nothing to press: what does has a place of its own in the page. */
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
        },
      }}
    />
  )
}
