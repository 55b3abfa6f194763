'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { priority } from '@/lib/tickets/requests'
import { PRIORITIES } from '@/lib/tickets/schema'
import { controlOf } from './control'
import type { NewTicket } from './use-new-ticket'
import { useTroubleText } from './use-trouble-text'

const MINUTE_MS = 60_000

/** What follows from the item: whose it is, how pressing, and by when. Each can be changed. */
export function SecondLine({ form }: { form: NewTicket }) {
  const t = useTranslations('newTicket')
  const words = useTranslations('priority')
  const format = useFormatter()
  const { departments, departmentName } = useHotel()
  const troubleText = useTroubleText(form)
  const { draft, understood, change } = form
  const due = useClock((now) => Math.ceil(now / MINUTE_MS)) * MINUTE_MS + understood.minutes * MINUTE_MS
  const options = [...departments.keys()]
    .map((id) => ({ value: id, label: departmentName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)] gap-x-3 gap-y-4 max-sm:grid-cols-2">
      <Field label={t('department')} error={troubleText('department')}>
        {(given) => (
          <Select
            {...given}
            data-control={controlOf('department')}
            value={understood.departmentId ?? ''}
            onChange={(departmentId) => change({ departmentId })}
            options={options}
            placeholder={t('chooseDepartment')}
          />
        )}
      </Field>
      <Field label={t('priority')}>
        {(given) => (
          <Select
            {...given}
            value={understood.priority}
            onChange={(value) => change({ priority: priority.parse(value) })}
            options={PRIORITIES.map((value) => ({ value, label: words(value) }))}
          />
        )}
      </Field>
      <div className="grid content-start gap-1.5 max-sm:col-span-2 max-sm:flex max-sm:gap-3">
        <p className="font-medium text-body">{t('target')}</p>
        <p className="flex h-9 items-center text-body text-muted max-sm:h-auto touch:h-12 max-sm:touch:h-auto">
          {draft.dueAt === null ? (
            t('targetIn', { minutes: understood.minutes, time: format.dateTime(new Date(due), 'time') })
          ) : (
            <>
              <span className="min-w-0 flex-1">
                {t('targetAt', { time: format.dateTime(new Date(draft.dueAt), 'dayTime') })}
              </span>
              <Button tone="quiet" size="small" onClick={() => change({ dueAt: null })}>
                {t('targetUsual')}
              </Button>
            </>
          )}
        </p>
      </div>
    </div>
  )
}
