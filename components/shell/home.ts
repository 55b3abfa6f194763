/** Which list a ticket was opened from, so that closing it leads back there. In this page's memory: after a reload it is the
 *  board. */
let home = '/'

export function setHome(path: '/' | '/my-work'): void {
  home = path
}

/** Once: whoever opens the next ticket says so anew. */
export function takeHome(): string {
  const path = home
  home = '/'
  return path
}
