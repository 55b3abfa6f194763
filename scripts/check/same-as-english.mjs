/** Sentences that read in another language as in English, and why. What is not here and reads the same was forgotten; what is
 *  here and does not read the same any more is to be taken out. */

/**
 * @typedef {object} Same
 * @property {string} why
 * @property {readonly string[]} keys
 * @property {readonly string[]} [languages] only in these; in all others, when left out
 */

/** @type {readonly Same[]} */
export const SAME_AS_ENGLISH = [
  { why: 'the name of the product', keys: ['shell.product', 'palette.commands'] },
  {
    why: 'nothing but what is filled in, and marks',
    keys: [
      'ticketRow.times',
      'actions.untilPreset',
      'ticket.number',
      'ticket.detail.openedAt',
      'guest.links.made',
      'history.add',
    ],
  },
  {
    why: 'nothing but what is filled in, and marks; French sets a space before its colon',
    keys: [
      'ticketRow.said',
      'history.chip',
      'story.by',
      'duty.of',
      'palette.made',
      'undo.refused',
      'alertSettings.percent',
      'guest.events.field',
    ],
    languages: ['es', 'de'],
  },
  { why: 'Spanish quotes as English does', keys: ['quickEntry.note'], languages: ['es'] },
  {
    why: 'the unit is abbreviated alike',
    keys: ['actions.span.m30', 'reports.seconds', 'reports.minutes', 'reports.hours'],
  },
  { why: 'the unit is abbreviated alike', keys: ['reports.days'], languages: ['es'] },
  { why: 'formats are called so', keys: ['exports.formats.csv', 'exports.formats.jsonl'] },
  { why: 'Spanish hotels say “ticket”, and the rest is filled in', keys: ['reports.open'], languages: ['es'] },
  { why: 'hotels say “ticket” in all of them', keys: ['board.title', 'palette.tickets'] },
  { why: 'German and French hotels say “housekeeping”', keys: ['signIn.demoRole.hana'], languages: ['de', 'fr'] },
  { why: 'printed so on their keyboards', keys: ['shell.cap.Ctrl'], languages: ['es', 'fr'] },
  { why: 'printed so on their keyboards', keys: ['shell.cap.Esc'], languages: ['es', 'de'] },
  { why: 'printed so on their keyboards', keys: ['shell.cap.Enter'], languages: ['de'] },
  { why: 'PIN is PIN', keys: ['device.pin', 'me.pinTitle'], languages: ['es', 'de'] },
  { why: 'the same word in Spanish', keys: ['newTicket.no', 'ticket.no', 'priority.normal'], languages: ['es'] },
  {
    why: 'the same word in German',
    keys: [
      'priority.normal',
      'story.status',
      'live.live',
      'actions.person',
      'ticket.details',
      'device.name',
      'device.code',
      'views.name',
      'guest.flags.kind.vip',
    ],
    languages: ['de'],
  },
  {
    why: 'the same word in French',
    keys: [
      'thread.date',
      'newTicket.note',
      'signIn.email',
      'composer.label',
      'actions.label',
      'alerts.urgent',
      'device.code',
      'ticketRow.photo',
      'bulk.action.message',
      'bulk.message',
    ],
    languages: ['fr'],
  },
  {
    why: 'a person is a person',
    keys: ['history.kind.person', 'history.prefix.person', 'reports.by.person'],
    languages: ['de'],
  },
  { why: 'a photo is a photo', keys: ['history.photo'], languages: ['fr'] },
]
