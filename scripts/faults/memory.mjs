/** Loaded into an app that faults happen to: on SIGUSR2 it throws away what nobody needs any more, and writes down what it still
 *  holds. What a process occupies says little: a heap is not given back at once. */
import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const folder = process.env.FAULTS_MEMORY
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

if (folder)
  process.on('SIGUSR2', () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    const file = path.join(folder, String(process.pid))
    writeFileSync(`${file}.new`, String(heapUsed + external))
    renameSync(`${file}.new`, file)
  })
