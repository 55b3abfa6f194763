'use client'
import { AddPeopleForm } from './ticket-panel-forms/add-people'
import { AssignForm } from './ticket-panel-forms/assign'
import { CancelForm } from './ticket-panel-forms/cancel'
import { EditForm } from './ticket-panel-forms/edit'
import type { FormProps } from './ticket-panel-forms/form-frame'
import { HoldForm } from './ticket-panel-forms/hold'
import { RestrictForm } from './ticket-panel-forms/restrict'
import { TransferForm } from './ticket-panel-forms/transfer'

const FORMS = {
  hold: HoldForm,
  assign: AssignForm,
  transfer: TransferForm,
  edit: EditForm,
  restrict: RestrictForm,
  add_watcher: AddPeopleForm,
  cancel: CancelForm,
}
export type DialogAction = keyof typeof FORMS

/** What an action asks before it is done. */
export function TicketPanelDialog({ action, ...rest }: FormProps & { action: DialogAction }) {
  const Form = FORMS[action]
  return <Form {...rest} />
}
