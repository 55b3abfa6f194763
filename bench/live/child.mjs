/** A process of the load generator, asked over IPC. */
import { fork } from 'node:child_process'
import path from 'node:path'

export function open(name) {
  const child = fork(path.join(import.meta.dirname, `${name}.mjs`), { serialization: 'advanced' })
  const waiting = new Map()
  let calls = 0
  child.on('message', ({ call, result, error }) => {
    const { resolve, reject } = waiting.get(call)
    waiting.delete(call)
    if (error) reject(new Error(`${name}: ${error}`))
    else resolve(result)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`))
  })
  return {
    ask: (work, argument) =>
      new Promise((resolve, reject) => {
        waiting.set(++calls, { resolve, reject })
        child.send({ call: calls, name: work, argument })
      }),
    close: () => child.disconnect(),
  }
}
