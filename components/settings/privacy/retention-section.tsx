'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { RETENTION_WAYS, type Retention, type RetentionWay } from '@/lib/privacy/schema'
import { NO_RULE } from './draft'
import { DryRunReport } from './dry-run-report'
import { type RetentionHandle, useRetention } from './use-retention'

/** Months until the tickets of each department are stripped of their words, or erased; then a dry run, and only then it is done. */
export function RetentionSection({ initial }: { initial: Retention }) {
  const t = useTranslations('privacySettings')
  const handle = useRetention(initial)
  const { departments, departmentName } = useHotel()
  const ids = [...departments.keys()].sort((a, b) => departmentName(a).localeCompare(departmentName(b)))
  const canSave = handle.isChanged && handle.wrong.size === 0
  return (
    <section aria-labelledby="retention" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="retention" className="font-strong text-title">
          {t('retention')}
        </h2>
        <p className="max-w-xl text-body text-muted">{t('retentionText')}</p>
      </div>
      <ul className="border-line border-t">
        {ids.map((id) => (
          <RuleLine key={id} departmentId={id} handle={handle} />
        ))}
      </ul>
      {handle.error ? (
        <p role="alert" className="rounded-control bg-late-fill px-3 py-2 text-body text-late">
          {handle.error}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          tone={handle.isChanged ? 'primary' : 'outline'}
          aria-disabled={!canSave || handle.doing !== null}
          onClick={() => canSave && void handle.run('save')}
        >
          {t('save')}
        </Button>
        {handle.isChanged || handle.retention.confirmed === null ? (
          <p className="text-body text-muted">{t(handle.isChanged ? 'unsaved' : 'nothingYet')}</p>
        ) : null}
      </div>
      {handle.isChanged ? null : <DryRunReport handle={handle} />}
    </section>
  )
}

function RuleLine({ departmentId, handle }: { departmentId: string; handle: RetentionHandle }) {
  const t = useTranslations('privacySettings')
  const { departmentName } = useHotel()
  const { months, way } = handle.draft.get(departmentId) ?? NO_RULE
  const isWrong = handle.wrong.has(departmentId)
  const name = departmentName(departmentId)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_7rem_12rem] touch:grid-cols-[minmax(0,1fr)_7rem_15rem] items-center gap-x-3 gap-y-1 border-line border-b py-2 max-sm:grid-cols-2 touch:max-sm:grid-cols-2">
      <span className="truncate font-medium text-body max-sm:col-span-2">{name}</span>
      <Input
        inputMode="numeric"
        aria-label={t('monthsOf', { name })}
        aria-invalid={isWrong || undefined}
        placeholder={t('forEver')}
        maxLength={3}
        value={months}
        onChange={(event) => handle.type(departmentId, { months: event.target.value.trim() })}
      />
      <Select
        aria-label={t('wayOf', { name })}
        value={way}
        onChange={(value) => handle.type(departmentId, { way: value as RetentionWay })}
        options={RETENTION_WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {isWrong ? <p className="text-late text-meta sm:col-start-2 sm:col-end-4">{t('wrongMonths')}</p> : null}
    </li>
  )
}
