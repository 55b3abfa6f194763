/** The Node version, checked in words that every Node understands. */
const OLDEST = [20, 11]

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  console.error(
    `Bellboard needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}: see https://nodejs.org`,
  )
  process.exit(1)
}
