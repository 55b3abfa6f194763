/** Which pictures are taken: of whose screen, how large, by light or in the dark, after doing what. */
import * as desk from './desk.mjs'
import * as shared from './shared.mjs'
import * as tablet from './tablet.mjs'
import * as years from './years.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, who: string | null, options: object, show: (page: Page) => Promise<unknown>, isShown?: boolean }} Shot */

const DESK = { viewport: { width: 1440, height: 900 } }
const UPRIGHT = { viewport: { width: 768, height: 1024 }, hasTouch: true }
const LYING = { viewport: { width: 1024, height: 768 }, hasTouch: true }
const light = (size) => ({ ...size, colorScheme: 'light' })
const dark = (size) => ({ ...size, colorScheme: 'dark' })

/** The README shows these. @type {Shot[]} */
const SHOWN = [
  { name: 'front-desk', who: 'felix', options: light(DESK), show: desk.openTalk },
  { name: 'front-desk-dark', who: 'felix', options: dark(DESK), show: desk.openTalk },
  { name: 'new-ticket', who: 'felix', options: light(DESK), show: desk.beginTicket },
  { name: 'housekeeping', who: 'hana', options: light(UPRIGHT), show: tablet.showWork },
  { name: 'housekeeping-ticket', who: 'hana', options: light(UPRIGHT), show: tablet.openMine },
  { name: 'engineering-dark', who: 'marco', options: dark(LYING), show: tablet.showWork },
  { name: 'people', who: 'ada', options: light(DESK), show: desk.showPeople },
]

/** What somebody does at a desk, each by light; those named are there in the dark too. */
const AT_THE_DESK = {
  palette: desk.openPalette,
  'half-a-ticket': desk.writeTicket,
  'which-item': desk.writeDoubt,
  'call-back': desk.openCalls,
  'move-guest': desk.moveGuest,
  'keep-view': desk.keepView,
  keys: desk.openKeys,
  duty: desk.showDuty,
  many: desk.markSome,
  'quick-replies': desk.callReplies,
  photos: desk.openPhotos,
  photo: desk.openPhoto,
  'guest-fields': desk.beginForGuest,
  'fill-in': desk.fillIn,
  place: desk.showPlace,
  link: desk.linkTicket,
  'no-match': desk.findNothing,
  nowhere: desk.leadNowhere,
  me: desk.visit('/me'),
  conflict: desk.conflict,
  undo: desk.closeOne,
}
const ALSO_DARK = ['palette', 'place', 'fill-in', 'photos', 'me', 'undo', 'many']

const OF_THE_DESK = Object.entries(AT_THE_DESK).flatMap(([name, show]) => [
  { name, who: 'felix', options: light(DESK), show },
  ...(ALSO_DARK.includes(name) ? [{ name: `${name}-dark`, who: 'felix', options: dark(DESK), show }] : []),
])

/** @type {Shot[]} */
const OTHERS = [
  { name: 'alerts', who: 'nora', options: light(DESK), show: desk.showAlerts },
  { name: 'devices', who: 'ada', options: light(DESK), show: desk.visit('/settings/devices') },
  { name: 'word-replies', who: 'nora', options: light(DESK), show: desk.wordReplies },
  { name: 'word-reply-dark', who: 'nora', options: dark(DESK), show: desk.wordReply },
  { name: 'leave-reply', who: 'nora', options: light(LYING), show: desk.leaveReply },
  { name: 'leave-reply-dark', who: 'nora', options: dark(UPRIGHT), show: desk.leaveReply },
  { name: 'audit', who: 'ada', options: light(DESK), show: desk.visit('/settings/privacy') },
  { name: 'front-desk-de', who: 'viktor', options: light(DESK), show: desk.openTalk },
  { name: 'front-desk-fr', who: 'viktor', options: light(DESK), show: tablet.inLanguage('fr', desk.openTalk) },
  { name: 'board-upright', who: 'hana', options: light(UPRIGHT), show: tablet.showBoard },
  { name: 'board-lying-dark', who: 'hana', options: dark(LYING), show: tablet.showBoard },
  { name: 'ticket-lying', who: 'marco', options: light(LYING), show: tablet.openMine },
  { name: 'complaint-lying', who: 'ines', options: light(LYING), show: tablet.openComplaint },
  { name: 'guest-fields-lying', who: 'ines', options: light(LYING), show: desk.beginComplaint },
  { name: 'hold-lying', who: 'marco', options: light(LYING), show: tablet.askAboutJob },
  { name: 'my-work-away', who: 'hana', options: light(UPRIGHT), show: tablet.workAway },
  { name: 'my-work-lying', who: 'hana', options: light(LYING), show: tablet.showWork },
  { name: 'my-work-upright-dark', who: 'marco', options: dark(UPRIGHT), show: tablet.showWork },
  { name: 'my-work-es', who: 'rosa', options: light(UPRIGHT), show: tablet.showWork },
  { name: 'my-work-de', who: 'ali', options: light(UPRIGHT), show: tablet.showWork },
  { name: 'my-work-de-lying', who: 'bruno', options: dark(LYING), show: tablet.showWork },
  { name: 'my-work-fr', who: 'maria', options: light(UPRIGHT), show: tablet.inLanguage('fr', tablet.showWork) },
  { name: 'board-de-lying', who: 'viktor', options: light(LYING), show: desk.openTalk },
  { name: 'narrow-de', who: 'ali', options: light(UPRIGHT), show: tablet.narrow },
  { name: 'me-de', who: 'ali', options: light(UPRIGHT), show: desk.visit('/me') },
  { name: 'me-fr-dark', who: 'maria', options: dark(LYING), show: tablet.inLanguage('fr', desk.visit('/me')) },
  { name: 'alerts-de', who: 'ali', options: light(UPRIGHT), show: desk.visit('/settings/alerts') },
  { name: 'hold-de', who: 'ali', options: light(UPRIGHT), show: tablet.askAboutJob },
  { name: 'no-work', who: 'ada', options: light(UPRIGHT), show: desk.visit('/my-work') },
  { name: 'no-network', who: 'marco', options: light(UPRIGHT), show: tablet.loseNetwork },
  { name: 'many-upright-dark', who: 'felix', options: dark(UPRIGHT), show: tablet.markByTouch },
  { name: 'photos-upright', who: 'hana', options: light(UPRIGHT), show: desk.openPhotos },
  { name: 'done-with-photo', who: 'grace', options: light(UPRIGHT), show: tablet.askForPhoto },
  { name: 'done-with-photo-dark', who: 'grace', options: dark(LYING), show: tablet.askForPhoto },
  { name: 'sign-in', who: null, options: light(DESK), show: desk.visit('/sign-in') },
  { name: 'sign-in-dark', who: null, options: dark(UPRIGHT), show: desk.visit('/sign-in') },
  { name: 'faces', who: null, options: light(LYING), show: shared.showFaces },
  { name: 'pin-dark', who: null, options: dark(UPRIGHT), show: shared.askForPin },
]

/** Whatever is of years, at every size, by light and in the dark. @type {Shot[]} */
const OF_YEARS = Object.entries({
  history: ['nora', years.searchYears],
  reports: ['nora', years.showReports],
  hours: ['nora', years.showHours],
  story: ['nora', years.tellStory],
  entry: ['nora', years.openEntry],
  'remove-entry': ['nora', years.removeEntry],
  'lift-hold': ['nora', years.liftHold],
  held: ['nora', years.listHeld],
  behind: ['nora', years.showBehind],
  exports: ['nora', desk.visit('/settings/exports')],
  privacy: ['ada', desk.visit('/settings/privacy')],
}).flatMap(([name, [who, show]]) => [
  { name, who, options: light(DESK), show },
  { name: `${name}-lying-dark`, who, options: dark(LYING), show },
  { name: `${name}-upright`, who, options: light(UPRIGHT), show },
])

export const shownInReadme = SHOWN
export const everything = [...SHOWN, ...OF_THE_DESK, ...OTHERS, ...OF_YEARS]
