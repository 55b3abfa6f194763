/** The Node version, checked in words that every Node understands. */

/** The oldest minor version of each major one that will do, as the tools for building and testing say; newer ones will. */
const OLDEST = { 20: 19, 22: 12 }
const NEWER_THAN = 22

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NEWER_THAN || minor >= OLDEST[major]) return
  console.error(
    `Bellboard needs Node 20.19 or newer, or of 22 at least 22.12, and this is ${process.versions.node}: see https://nodejs.org`,
  )
  process.exit(1)
}
