/** docs/faults.md, from what every seed has shown. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commit, machine } from '../machine.mjs'
import { COLUMNS } from './table.mjs'

/** @typedef {import('./report').Report} Report */

/** @param {string} file @param {Report[]} reports one a seed @param {string[]} args of the command */
export function writeFaults(file, reports, args) {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(
    file,
    pageOf(
      reports,
      `${[`npm run test:faults`, ...(args.length > 0 ? ['--', ...args] : [])].join(' ')}`,
      `${today}, at ${commit()}. ${machine()}`,
    ),
  )
}

/** @param {Report[]} reports @param {string} command @param {string} where when, of what, on which machine */
export function pageOf(reports, command, where) {
  const names = [...new Set(reports.flatMap(({ faults }) => faults.map(({ name }) => name)))]
  const found = reports.map((report) => new Map(report.faults.map((fault) => [fault.name, fault])))
  const head = ['fault', ...reports.map(({ seed }) => `seed ${seed}`)]
  const rows = names.map((name) => [name, ...found.map((faults) => cellOf(faults.get(name)))])
  const kinds = Object.entries(COLUMNS)
  const totals = reports.map((report) => [
    `seed ${report.seed}`,
    ...kinds.map(([kind]) => String(report.total[kind] ?? 0)),
  ])
  const minutes = (/** @type {Report} */ { faults }) => faults.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  return `${[
    '# Faults',
    `Written by \`${command}\` on ${where}`,
    'What was done to a hotel of its own while forty people worked in it, and what the ledger kept outside then found wrong. The time of each is from the first act before it to when everything had come back to what it was.',
    ...reports.filter(({ isWhole }) => !isWhole).map(({ seed }) => `**Seed ${seed} did not come to its end.**`),
    markdown([head, ...rows, ['minutes', ...reports.map((report) => minutes(report).toFixed(1))]]),
    '## Found wrong',
    markdown([['', ...kinds.map(([, title]) => title)], ...totals]),
    '## Noted',
    ...names.map((name) => notesOf(name, reports, found)).filter(Boolean),
  ].join('\n\n')}\n`
}

/** @param {Report['faults'][number] | undefined} fault */
function cellOf(fault) {
  if (!fault) return 'not run'
  const seconds = fault.seconds > 0 ? ` ${fault.seconds.toFixed(1)} s` : ''
  return fault.wrong.length === 0 ? `✓${seconds}` : `✗${seconds}: ${fault.wrong.map(plain).join('; ')}`
}

/** @param {string} name @param {Report[]} reports @param {Map<string, Report['faults'][number]>[]} found */
function notesOf(name, reports, found) {
  const lines = found.flatMap((faults, index) => {
    const notes = faults.get(name)?.notes ?? []
    return notes.length > 0 ? [`- seed ${reports[index]?.seed}: ${notes.map(plain).join(' · ')}`] : []
  })
  return lines.length > 0 ? `**${name}**\n\n${lines.join('\n')}` : ''
}

/** @param {string} text */
const plain = (text) => text.replaceAll('|', '/').replace(/\s+/g, ' ')

/** @param {string[][]} rows */
const markdown = ([head = [], ...body]) =>
  [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
