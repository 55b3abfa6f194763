/** What happens in one of very many tickets: drawn, and always something that could have happened (`play` refuses the rest).
 *  Pure: the same dice, the same thread. */
import 'server-only'
import { cast, departments } from '@/db/cast'
import type { HoldReason } from '@/lib/tickets/schema'
import { catalogue } from '../catalogue'
import type { Dice } from '../dice'
import { places } from '../hotel'
import type { Scene } from '../scenes'
import {
  type Act,
  accept,
  assign,
  cancel,
  close,
  complete,
  edit,
  hold,
  mention,
  photo,
  release,
  reopen,
  resume,
  type Step,
  sendBack,
  start,
  type Thread,
  takeOver,
  transfer,
  type Who,
} from '../thread'
import { LANGUAGES, type Language, wanted } from './phrases'
import { answer, chance, code, filled, oneOf, question, room, surname } from './words'

type DepartmentName = keyof typeof departments
/** Who does it, what, and how many minutes after what came before. */
type Deed = [who: Who | 'clock', act: Act, afterMinutes: number]

const everybody = Object.keys(cast) as Who[]
const dispatchers = everybody.filter((who) => cast[who].role === 'dispatcher')
const departmentNames = Object.keys(departments) as DepartmentName[]
const membersOf = (name: DepartmentName): Who[] =>
  everybody.filter((who) => cast[who].role !== 'manager' && cast[who].departmentIds.includes(departments[name].id))
const MEMBERS = Object.fromEntries(departmentNames.map((name) => [name, membersOf(name)])) as Record<
  DepartmentName,
  Who[]
>
const PLAIN_ITEMS = catalogue.filter(({ fields }) => fields.every(({ required }) => !required))
/** Housekeeping has most to do, then engineering. */
const BUSY: DepartmentName[] = [
  ...Array<DepartmentName>(9).fill('housekeeping'),
  ...Array<DepartmentName>(5).fill('engineering'),
  ...(['roomService', 'roomService', 'roomService', 'frontDesk', 'frontDesk', 'security'] as const),
]
const OTHER_PLACES = places.filter(({ kind }) => kind === 'area' || kind === 'equipment').map(({ name }) => name)
const REASONS: HoldReason[] = ['do_not_disturb', 'guest_asked_later', 'no_access', 'part', 'vendor']
const SCENES: Scene[] = ['wet ceiling', 'dry ceiling', 'stuck valve', 'bathroom glass']

/** With so many messages, when that is how long it goes on. */
export function script(name: string, dice: Dice, messages: number): Thread {
  const restricted = chance(dice, 3)
  const department = restricted ? 'security' : oneOf(dice, BUSY)
  const by = openerOf(dice, department, restricted)
  const scene = { dice, department, by, restricted, left: messages }
  const first = messages > 0 && chance(dice, 55) ? question(dice, languageOf(dice, by)) : undefined
  if (first) scene.left -= 1
  const guest = chance(dice, 30) ? { name: surname(dice), isInRoom: chance(dice, 40) } : undefined
  return {
    ...{ name, by, when: { ago: 0 }, steps: stepsOf(scene) },
    place: chance(dice, 88) ? room(dice) : oneOf(dice, OTHER_PLACES),
    ...whatOf(dice, department),
    ...(guest && { guest }),
    ...(first !== undefined && { first }),
    ...(restricted && { restrictedTo: ['yusuf', 'helen'] as Who[] }),
    ...(chance(dice, 6) && { priority: chance(dice, 40) ? ('urgent' as const) : ('high' as const) }),
  }
}

interface Staged {
  dice: Dice
  department: DepartmentName
  by: Who
  restricted: boolean
  /** Messages still to be written. */
  left: number
}

function openerOf(dice: Dice, department: DepartmentName, restricted: boolean): Who {
  if (restricted) return oneOf(dice, ['felix', 'nora', 'helen', 'tomas'] as const)
  if (chance(dice, 22)) return oneOf(dice, MEMBERS[department])
  return chance(dice, 6) ? oneOf(dice, ['nora', 'viktor'] as const) : oneOf(dice, dispatchers)
}

function whatOf(dice: Dice, department: DepartmentName): Partial<Thread> {
  const items = PLAIN_ITEMS.filter(({ departmentId }) => departmentId === departments[department].id)
  if (items.length === 0 || chance(dice, 25))
    return { department, summary: filled(dice, oneOf(dice, wanted[department])) }
  const item = oneOf(dice, items)
  const quantity = item.countable && chance(dice, 50) ? dice.between(2, 6) : 1
  return {
    item: item.code,
    quantity,
    ...(chance(dice, 20) && { summary: filled(dice, oneOf(dice, wanted[department])) }),
  }
}

/** What is done, with what is written in between. Every step has a minute of its own, so that none waits for another. */
function stepsOf(scene: Staged): Step[] {
  const { dice } = scene
  const steps: Step[] = []
  const scenes = [...SCENES]
  let minute = 0
  const say = (count: number, worker: Who | null) => {
    for (let said = 0; said < count && scene.left > 0; said++, scene.left--) {
      minute += dice.between(1, chance(dice, 10) ? 40 : 6)
      steps.push(saying(scene, minute, worker, scenes))
    }
  }
  const deeds = deedsOf(scene)
  let worker: Who | null = null
  let doneAt = 0
  deeds.forEach(([who, act, afterMinutes], index) => {
    // Most is written while somebody works on it; and of what is done, little until the clock closes it.
    const most = Math.ceil((scene.left * 2) / (deeds.length - index))
    say(dice.between(0, who === 'clock' ? Math.min(most, MOST_WHEN_DONE) : most), worker)
    minute = who === 'clock' ? doneAt + afterMinutes : minute + afterMinutes
    steps.push([minute, who, act])
    if (act.act === 'complete') doneAt = minute
    if (act.act === 'transfer') scene.department = act.to
    worker = workerAfter(worker, who, act)
  })
  say(scene.left, worker)
  return steps
}

/** Each comes after forty minutes at most, and the clock after a day. */
const MOST_WHEN_DONE = 30

const workerAfter = (before: Who | null, who: Who | 'clock', act: Act): Who | null =>
  act.act === 'assign' ? act.to : ['accept', 'take_over'].includes(act.act) && who !== 'clock' ? who : before

function saying(scene: Staged, minute: number, worker: Who | null, scenes: Scene[]): Step {
  const { dice, department, by, restricted } = scene
  const colleague = restricted ? by : (worker ?? oneOf(dice, MEMBERS[department]))
  const desk = restricted ? by : oneOf(dice, dispatchers)
  const drawn = dice.between(1, 100)
  const who = drawn <= 45 ? by : drawn <= 90 ? colleague : desk
  const text =
    who === by && chance(dice, 40) ? question(dice, languageOf(dice, who)) : answer(dice, languageOf(dice, who))
  if (who === worker && scenes.length > 0 && chance(dice, 6))
    return [minute, who, photo(scenes.shift() as Scene, chance(dice, 50) ? text : '')]
  if (!restricted && chance(dice, 2)) return [minute, who, mention(text, oneOf(dice, dispatchers))]
  return [minute, who, text]
}

function deedsOf({ dice, department, by, restricted }: Staged): Deed[] {
  const members = restricted ? (['yusuf', 'helen'] as Who[]) : MEMBERS[department]
  const a = oneOf(dice, members)
  const b = oneOf(
    dice,
    members.filter((who) => who !== a),
  )
  const desk = restricted ? by : oneOf(dice, dispatchers)
  const soon = () => dice.between(1, chance(dice, 12) ? 90 : 14)
  const work = () => dice.between(4, chance(dice, 15) ? 260 : 55)
  const begin: Deed[] = chance(dice, 40)
    ? [
        [a, accept, soon()],
        [a, start, dice.between(1, 9)],
      ]
    : [[a, accept, soon()]]
  const finish: Deed[] = [[a, complete, work()], ...ending(dice, by)]
  const drawn = dice.between(1, 100)
  if (drawn <= 6) return [[by, cancel(oneOf(dice, ['withdrawn', 'mistake'] as const)), soon()]]
  if (drawn <= 16) return [...begin, ...holding(dice, a), ...finish]
  if (drawn <= 20) return [...begin, [b, takeOver(a), soon()], [b, complete, work()], ...ending(dice, by)]
  if (drawn <= 25 && !restricted) return [[desk, assign(a), soon()], ...finish]
  if (drawn <= 28) return [...begin, [a, complete, work()], [by, sendBack, soon()], ...finish]
  if (drawn <= 31 && !restricted) return moved(dice, department, desk, by)
  if (drawn <= 33 && !restricted)
    return [
      ...begin,
      [a, complete, work()],
      [by, close, soon()],
      [desk, reopen, work()],
      [b, accept, soon()],
      [b, complete, work()],
      [desk, close, soon()],
    ]
  if (drawn <= 35)
    return [[a, accept, soon()], [a, release, soon()], [b, accept, soon()], [b, complete, work()], ...ending(dice, by)]
  if (drawn <= 38 && !restricted)
    return [
      [desk, edit({ summary: `${filled(dice, oneOf(dice, wanted[department]))} (${code(dice)})` }), 1],
      ...begin,
      ...finish,
    ]
  return [...begin, ...finish]
}

const ending = (dice: Dice, by: Who): Deed[] =>
  chance(dice, 60) ? [[by, close, dice.between(2, 240)]] : [['clock', close, 24 * 60 + 2]]

/** Until a quarter of an hour at least; the clock's end of it is what was planned, to five minutes. */
function holding(dice: Dice, who: Who): Deed[] {
  const reason = oneOf(dice, REASONS)
  return [
    [who, hold(reason), dice.between(2, 30)],
    [who, resume, dice.between(20, chance(dice, 15) ? 2_880 : 240)],
  ]
}

function moved(dice: Dice, from: DepartmentName, desk: Who, by: Who): Deed[] {
  const to = oneOf(
    dice,
    departmentNames.filter((name) => name !== from),
  )
  const who = oneOf(dice, MEMBERS[to])
  const reason = oneOf(dice, [
    'Not ours',
    'Needs a tool we do not have',
    'Ist Sache der Technik',
    'Es de otro departamento',
  ])
  return [
    [desk, transfer(to, `${reason}, ${filled(dice, 'see {room}')}`), dice.between(1, 20)],
    [who, accept, dice.between(1, 30)],
    [who, complete, dice.between(4, 90)],
    ...ending(dice, by),
  ]
}

/** Mostly one's own; among colleagues of many countries English. */
function languageOf(dice: Dice, who: Who): Language {
  const { locale } = cast[who]
  const own = LANGUAGES.find((language) => language === locale) ?? 'en'
  if (chance(dice, 70)) return own
  return chance(dice, 60) ? 'en' : oneOf(dice, LANGUAGES)
}
