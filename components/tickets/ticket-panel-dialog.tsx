'use client'
import { LegalHoldForm } from '@/components/privacy/legal-hold-form'
import { FillForm } from './about/fill-form'
import { GuestForm } from './about/guest-form'
import { LinkForm } from './about/link-form'
import { AddPeopleForm } from './ticket-panel-forms/add-people'
import { AssignForm } from './ticket-panel-forms/assign'
import { CancelForm } from './ticket-panel-forms/cancel'
import { DoneWithPhotoForm } from './ticket-panel-forms/done-with-photo'
import { EditForm } from './ticket-panel-forms/edit'
import type { FormProps } from './ticket-panel-forms/form-props'
import { HoldForm } from './ticket-panel-forms/hold'
import { ReleaseForm } from './ticket-panel-forms/release'
import { RestrictForm } from './ticket-panel-forms/restrict'
import { TransferForm } from './ticket-panel-forms/transfer'

const FORMS = {
  hold: HoldForm,
  release: ReleaseForm,
  assign: AssignForm,
  transfer: TransferForm,
  edit: EditForm,
  restrict: RestrictForm,
  add_watcher: AddPeopleForm,
  guest: GuestForm,
  fill: FillForm,
  link: LinkForm,
  legal_hold: LegalHoldForm,
  cancel: CancelForm,
  complete_with_photo: DoneWithPhotoForm,
}
export type DialogAction = keyof typeof FORMS

/** What an action asks before it is done. */
export function TicketPanelDialog({ action, ...rest }: FormProps & { action: DialogAction }) {
  const Form = FORMS[action]
  return <Form {...rest} />
}
