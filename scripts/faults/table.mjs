/** What was found, by kind. */
export const COLUMNS = {
  lost: 'lost',
  twice: 'twice',
  invented: 'invented',
  disorder: 'out of order',
  wrongEyes: 'wrong eyes',
  stale: 'stale',
  other: 'other',
}

/** @param {Record<string, number>} total kinds that are absent have not been found */
export function printTable(total) {
  console.log(`\n${Object.values(COLUMNS).join('  ')}`)
  const figures = Object.entries(COLUMNS).map(([kind, title]) => String(total[kind] ?? 0).padEnd(title.length))
  console.log(figures.join('  '))
}
