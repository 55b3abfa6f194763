/** docs/benchmarks.md is written by several benches, each its own section between two marks: whoever writes one leaves the
 *  others as they are. What is outside of all marks is the live engine's. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const FILE = path.join(import.meta.dirname, '../docs/benchmarks.md')
const MARKED = /<!-- begin (\S+) -->\n[\s\S]*?<!-- end \1 -->\n?/g

const read = () => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '')

/** Every marked section, as it stands. @param {string} [text] */
export const sectionsOf = (text = read()) => [...text.matchAll(MARKED)].map(([section]) => section.trimEnd())

/** @param {string} text of the file @param {string} name one word @param {string} section Markdown */
export function withSection(text, name, section) {
  const marked = `<!-- begin ${name} -->\n${section.trim()}\n<!-- end ${name} -->`
  const begins = text.indexOf(`<!-- begin ${name} -->`)
  if (begins === -1) return `${text.trimEnd()}\n\n${marked}\n`.trimStart()
  const end = `<!-- end ${name} -->`
  return text.slice(0, begins) + marked + text.slice(text.indexOf(end, begins) + end.length)
}

/** Writes this section into docs/benchmarks.md, in its place or after all others. @param {string} name @param {string} section */
export const writeSection = (name, section) => writeFileSync(FILE, withSection(read(), name, section))
