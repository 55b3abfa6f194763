'use client'
import { PersonMenu } from '@/components/shell/person-menu'
import { Toaster } from '@/components/ui/toaster'

/** The person's menu as at the desk, open because it was pressed for, and where it says what came of it. */
export function WholeMenu() {
  return (
    <>
      <PersonMenu isCompact isOpenAtFirst />
      <Toaster />
    </>
  )
}
