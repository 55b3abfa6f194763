/** What an id looks like as it travels. Shared; apart from ids.ts, which every page loads. */

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isId = (value: string): boolean => UUID.test(value)
