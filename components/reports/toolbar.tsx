'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { DraftInput } from '@/components/ui/draft-input'
import { Select } from '@/components/ui/select'
import { isDay } from '@/lib/client/hotel-time'
import { DIMENSIONS, type Dimension } from '@/lib/reports/schema'
import { type Asked, lastDays, SPANS, TABLES } from './asked'

interface Props {
  asked: Asked
  today: string
  onAsk: (asked: Asked) => void
}

const EVERY = 'all'

/** Which table, of which days, of which department, put together by what. */
export function Toolbar({ asked, today, onAsk }: Props) {
  const t = useTranslations('reports')
  const { departments, departmentName } = useHotel()
  const everywhere = { value: EVERY, label: t('everyDepartment') }
  const named = [...departments.keys()].map((id) => ({ value: id, label: departmentName(id) }))
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2 touch:gap-3">
        {TABLES.map((table) => (
          <Button
            key={table}
            tone={asked.table === table ? 'primary' : 'outline'}
            aria-pressed={asked.table === table}
            onClick={() => onAsk({ ...asked, table })}
          >
            {t(`table.${table}`)}
          </Button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2 touch:gap-3">
        {SPANS.map((days) => {
          const span = lastDays(days, today)
          const isIt = span.since === asked.since && span.until === asked.until
          return (
            <Button
              key={days}
              size="small"
              aria-pressed={isIt}
              className={isIt ? 'bg-sunken' : 'text-muted'}
              onClick={() => onAsk({ ...asked, ...span })}
            >
              {t('lastDays', { days })}
            </Button>
          )
        })}
        {(['since', 'until'] as const).map((name) => (
          <label key={name} htmlFor={`reports-${name}`} className="flex items-center gap-2 text-meta text-muted">
            {t(name)}
            <DraftInput
              id={`reports-${name}`}
              type="date"
              required
              className="h-7 w-auto px-2 text-meta touch:h-12 touch:text-body"
              value={asked[name]}
              onTyped={(day) => isDay(day) && onAsk(forward({ ...asked, [name]: day }, name))}
            />
          </label>
        ))}
        <Select
          aria-label={t('department')}
          className="h-7 w-44 text-meta touch:h-12 touch:w-56 touch:text-body"
          value={asked.department || EVERY}
          onChange={(value) => onAsk({ ...asked, department: value === EVERY ? '' : value })}
          options={[everywhere, ...named]}
        />
        {asked.table === 'times' ? (
          <Select
            aria-label={t('groupedBy')}
            className="h-7 w-44 text-meta touch:h-12 touch:w-56 touch:text-body"
            value={asked.by}
            onChange={(value) => onAsk({ ...asked, by: value as Dimension })}
            options={DIMENSIONS.map((by) => ({ value: by, label: t(`groupBy.${by}`) }))}
          />
        ) : null}
      </div>
    </div>
  )
}

/** Whichever day was not just chosen follows, so that none is put back. */
const forward = (asked: Asked, chosen: 'since' | 'until'): Asked =>
  asked.since <= asked.until ? asked : { ...asked, since: asked[chosen], until: asked[chosen] }
