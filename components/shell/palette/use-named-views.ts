'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { BOARD_VIEWS, type Filter, NO_FILTER } from '@/components/tickets/board-view'
import { useHotel } from '../hotel-provider'
import { useSavedViews } from '../saved-views-provider'
import { useDepartmentOptions } from '../use-department-options'
import { useFloors } from '../use-floors'

export interface NamedView {
  /** Unlike any other's. */
  key: string
  name: string
  filter: Filter
}

/** Everything that the board can be narrowed to in one step, by name: what one keeps first. */
export function useNamedViews(): NamedView[] {
  const t = useTranslations('board')
  const { departmentName } = useHotel()
  const { views } = useSavedViews()
  const departments = useDepartmentOptions()
  const floors = useFloors()
  return useMemo(
    () => [
      ...views.map(({ id, name, filter }) => ({ key: id, name, filter })),
      ...BOARD_VIEWS.map((view) => ({ key: view, name: t(`view.${view}`), filter: { ...NO_FILTER, view } })),
      ...departments.map((id) => ({ key: id, name: departmentName(id), filter: { ...NO_FILTER, departmentId: id } })),
      ...floors.map(({ id, name }) => ({ key: id, name, filter: { ...NO_FILTER, floorId: id } })),
    ],
    [views, departments, departmentName, floors, t],
  )
}
