/** A file that is whole or is not there. */
import 'server-only'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

const AT_ONCE = 1 << 16

/** Fills `<file>.part`, a line at a time, and gives it its name when it is on the disk. What `fill` throws is thrown, and nothing
 *  stays; when it answers null the part stays under its own name, to be looked at. Throws when the file is there already. */
export async function writeWhole<T>(
  file: string,
  fill: (write: (line: string) => Promise<void>) => Promise<T | null>,
): Promise<T | null> {
  if (existsSync(file)) throw new Error(`${file} is there already.`)
  const part = partOf(file)
  // Whoever may read it reads what people wrote.
  const handle = await open(part, 'w', 0o600)
  let waiting = ''
  const flush = async () => {
    const text = waiting
    waiting = ''
    await handle.writeFile(text)
  }
  try {
    const filled = await fill(async (line) => {
      waiting += `${line}\n`
      if (waiting.length >= AT_ONCE) await flush()
    })
    await flush()
    await handle.sync()
    await handle.close()
    if (filled !== null) await rename(part, file)
    return filled
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
}

export const partOf = (file: string): string => `${file}.part`
