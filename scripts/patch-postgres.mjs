/** Mends postgres.js 3.4.9 after every install. When PostgreSQL takes a connection away in the middle of something, the
 *  driver writes to a socket that is gone (an uncaught exception), can no longer write on that connection for as long as
 *  the process lives, and tells the next query of the old error; and a transaction that begins behind a hundred waiting
 *  queries is not kept apart from them. docs/decisions/014-a-mended-driver.md has the story;
 *  db/client.test.ts fails without this. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const VERSION = '3.4.9'
const MARK = '/* mended by bellboard */'

/** @type {Record<string, [string, string][]>} */
const CHANGES = {
  'connection.js': [
    // Whatever was about to be written belonged to the connection that is gone.
    [
      `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
      `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
    ],
    [
      `    clearImmediate(nextWriteTimer)
    if (socket) {`,
      `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
    ],
    [
      `  function nextWrite(fn) {
`,
      `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      return false
    }
`,
    ],
    // Every query of a lost connection is told, and the next connection starts knowing of none.
    [
      `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = errorResponse = null
`,
    ],
    // A connection is reserved for its transaction however many queries wait on it, and however full its socket is: BEGIN
    // was sent without, refused as unsafe, and left open under whoever came next.
    [
      `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))
`,
      `      const isWritten = write(toBuffer(q))
      q.options.onexecute && q.options.onexecute(connection)
      return isWritten
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && !q.options.onexecute
`,
    ],
  ],
  'index.js': [
    // A transaction ends with its connection: no rollback, no further statement on whatever connection comes next.
    [
      `        new Promise((_, reject) => connection.onclose = reject)
`,
      `        new Promise((_, reject) => connection.onclose = error => (lost = error, reject(error)))
`,
    ],
    [
      `    let savepoints = 0
      , connection
      , prepare = null
`,
      `    let savepoints = 0
      , connection
      , prepare = null
      , lost = null
`,
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
    ],
  ],
}

const folder = path.join(import.meta.dirname, '../node_modules/postgres')
if (existsSync(folder)) {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  if (version !== VERSION) fail(`is ${version}, not ${VERSION}: see whether it still needs mending`)
  for (const kind of ['src', 'cjs/src'])
    for (const [name, changes] of Object.entries(CHANGES)) mend(path.join(folder, kind, name), changes)
}

/** @param {string} file @param {[string, string][]} changes */
function mend(file, changes) {
  let text = readFileSync(file, 'utf8')
  for (const [from, to] of changes) {
    // An install before this change was made has the others already.
    if (text.includes(to)) continue
    if (text.split(from).length !== 2) fail(`${path.relative(folder, file)} is not as expected: ${from.trim()}`)
    text = text.replace(from, () => to)
  }
  writeFileSync(`${file}.mended`, text.startsWith(MARK) ? text : `${MARK}\n${text}`)
  renameSync(`${file}.mended`, file)
}

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(`postgres.js cannot be mended: it ${why} (scripts/patch-postgres.mjs)`)
  process.exit(1)
}
