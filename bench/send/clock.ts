/** Wall-clock time and CPU of a piece of work that is done again and again. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Cost {
  /** Milliseconds from asked to answered, one for each time. */
  times: number[]
  /** Milliseconds of CPU a time, all threads. */
  cpu: number
}

/** One after the other. `cpuMs` reads the CPU that whoever does the work has used so far. */
export async function costOf(
  count: number,
  cpuMs: () => number,
  work: (number: number) => Promise<unknown>,
): Promise<Cost> {
  const times: number[] = []
  const before = cpuMs()
  for (let number = 0; number < count; number++) {
    const began = performance.now()
    await work(number)
    times.push(performance.now() - began)
  }
  return { times, cpu: (cpuMs() - before) / count }
}

export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Of a process and of all it has started. */
export const cpuMsOf = (pid: number) => () => familyOf(pid).reduce((sum, one) => sum + ticksOf(one) * TICK_MS, 0)

const TICK_MS = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

const ticksOf = (pid: number): number => {
  // man proc_pid_stat: 14 utime, 15 stime; the name before them may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

function familyOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(familyOf)]
}
