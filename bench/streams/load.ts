/** What is asked for on the command line. */
import { parseArgs } from 'node:util'

export interface Load {
  seconds: number
  streams: number
  tickets: number
  /** Tickets that each stream has open. */
  open: number
  people: number
  /** Messages a second, from all people together. */
  rate: number
  url: string | undefined
}

export function readLoad(args: string[]): Load {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      streams: { type: 'string', default: '200' },
      tickets: { type: 'string', default: '200' },
      open: { type: 'string', default: '10' },
      people: { type: 'string', default: '50' },
      rate: { type: 'string', default: '50' },
      url: { type: 'string' },
    },
  })
  const { url, ...numbers } = values
  const { seconds, streams, tickets, open, people, rate } = numbers
  for (const [name, value] of Object.entries(numbers))
    if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} must be a whole number from 1`)
  return {
    seconds: Number(seconds),
    streams: Number(streams),
    tickets: Number(tickets),
    open: Number(open),
    people: Number(people),
    rate: Number(rate),
    url,
  }
}
