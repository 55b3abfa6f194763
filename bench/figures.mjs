/** What many values come to. */

/** @param {ArrayLike<number>} values in any order @param {number} share from 0 up to 1 @returns {number} NaN of none */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Of those that are numbers. @param {number[]} values */
export const median = (values) =>
  percentile(
    values.filter((value) => Number.isFinite(value)),
    0.5,
  )
