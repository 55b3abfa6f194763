/** The mark of the control that a field's trouble is about, so that the focus can go there. */
export const controlOf = (field: string): string => `new-ticket-${field}`
