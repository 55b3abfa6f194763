'use client'
import { ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { useSavedViews } from '@/components/shell/saved-views-provider'
import { useDepartmentOptions } from '@/components/shell/use-department-options'
import { useFloors } from '@/components/shell/use-floors'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '@/components/ui/menu'
import { isSameFilter } from './board-view'
import { useFilter } from './filter-provider'

const EVERY = 'every'

/** Departments, floors and kept views, below the width of the full rail. */
export function FilterMenu() {
  const t = useTranslations()
  const { departmentName } = useHotel()
  const { filter, setFilter } = useFilter()
  const { views } = useSavedViews()
  const departments = useDepartmentOptions()
  const floors = useFloors()
  const kept = views.find((one) => isSameFilter(one.filter, filter))
  const isOn = filter.departmentId !== null || filter.floorId !== null || kept !== undefined
  const idOf = (value: string) => (value === EVERY ? null : value)
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          size="icon"
          aria-label={t('views.narrow')}
          className={cn('size-9 touch:size-12 xl:hidden', isOn && 'border-text bg-sunken')}
        >
          <ListFilter aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {views.length > 0 ? (
          <MenuRadioGroup
            aria-label={t('views.title')}
            value={kept?.id ?? ''}
            onValueChange={(id) => setFilter(views.find((one) => one.id === id)?.filter ?? {})}
          >
            <MenuLabel>{t('views.title')}</MenuLabel>
            {views.map(({ id, name }) => (
              <MenuRadioItem key={id} value={id}>
                {name}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        ) : null}
        {departments.length > 1 ? (
          <MenuRadioGroup
            aria-label={t('shell.departments')}
            value={filter.departmentId ?? EVERY}
            onValueChange={(value) => setFilter({ departmentId: idOf(value) })}
          >
            <MenuLabel>{t('shell.departments')}</MenuLabel>
            <MenuRadioItem value={EVERY}>{t('shell.allDepartments')}</MenuRadioItem>
            {departments.map((id) => (
              <MenuRadioItem key={id} value={id}>
                {departmentName(id)}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        ) : null}
        {floors.length > 1 ? (
          <MenuRadioGroup
            aria-label={t('shell.floors')}
            value={filter.floorId ?? EVERY}
            onValueChange={(value) => setFilter({ floorId: idOf(value) })}
          >
            <MenuLabel>{t('shell.floors')}</MenuLabel>
            <MenuRadioItem value={EVERY}>{t('shell.allFloors')}</MenuRadioItem>
            {floors.map(({ id, name }) => (
              <MenuRadioItem key={id} value={id}>
                {name}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        ) : null}
      </MenuContent>
    </Menu>
  )
}
