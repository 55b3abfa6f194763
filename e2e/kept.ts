/** What lies on a device of somebody's desk. */
import { expect, type Page } from '@playwright/test'

/** The worker has the build and the empty page, and stands between this page and the hotel. */
export async function controlled(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
}

/** `key`: "board", "directory", "thread.<id>". With `words`, only once they are in it. */
export const isKept = (page: Page, personId: string, key: string, words = ''): Promise<boolean> =>
  page.evaluate(
    async ([name, key, words]) => {
      // To open what is not there would make it, empty.
      if (!(await indexedDB.databases()).some((database) => database.name === name)) return false
      const opened = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      const found = await new Promise((resolve) => {
        const request = opened.transaction('kept').objectStore('kept').get(key)
        request.onsuccess = () => resolve(request.result)
      })
      opened.close()
      return found !== undefined && JSON.stringify(found).includes(words)
    },
    [`bellboard.personal.${personId}`, key, words] as const,
  )
