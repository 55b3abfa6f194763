'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { controlOf } from '@/components/tickets/new-ticket/control'
import type { NewTicket } from '@/components/tickets/new-ticket/use-new-ticket'
import { cn } from '@/components/ui/cn'

/** What is no catalogue item must be told whose it is. */
export function Departments({
  form,
  isMissing,
  onChosen,
}: {
  form: NewTicket
  isMissing: boolean
  onChosen: () => void
}) {
  const t = useTranslations('quickEntry')
  const { departments, departmentName } = useHotel()
  const chosen = form.draft.departmentId
  const names = [...departments.keys()]
    .map((id) => ({ id, name: departmentName(id) }))
    .sort((a, b) => a.name.localeCompare(b.name))
  return (
    <fieldset className="grid gap-2">
      <legend className={cn('mb-2 font-medium text-body', isMissing && 'text-late')}>{t('whose')}</legend>
      <div className="flex flex-wrap gap-2 touch:gap-3">
        {names.map(({ id, name }, at) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === chosen}
            data-control={at === 0 ? controlOf('department') : undefined}
            onClick={() => {
              form.change({ departmentId: id })
              onChosen()
            }}
            className="h-9 rounded-pill border border-control bg-surface px-4 text-body hover:bg-sunken aria-pressed:border-text aria-pressed:bg-text aria-pressed:text-paper touch:h-12"
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
