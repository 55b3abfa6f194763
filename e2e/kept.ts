/** What lies on a device of somebody's desk. */
import type { Page } from '@playwright/test'

/** `key`: "board", "directory", "thread.<id>". With `words`, only once they are in it. */
export const isKept = (page: Page, personId: string, key: string, words = ''): Promise<boolean> =>
  page.evaluate(
    async ([name, key, words]) => {
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
