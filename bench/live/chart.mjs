/** A line chart as SVG, without a library: logarithmic up and across, legible on a light page and on a dark one. */
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 360, 60, 20, 40, 70]
const COLOURS = ['#2f81f7', '#d1662b', '#8a63d2', '#3fa34d']
const STYLE = 'text{font:12px system-ui,sans-serif;fill:#6e7781}.grid{stroke:#8b949e;stroke-opacity:.25}'

const scale = (from, to, start, end) => (value) =>
  start + ((Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from) || 1)) * (end - start)

/**
 * @param {{ title: string, across: string, lines: { label: string, points: [number, number][] }[] }} what points with
 *   both values above 0
 */
export function chart({ title, across, lines }) {
  const points = lines.flatMap((line) => line.points)
  const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b)
  const ys = points.map(([, y]) => y)
  const [low, high] = [
    10 ** Math.floor(Math.log10(Math.min(...ys))),
    10 ** Math.ceil(Math.log10(Math.max(...ys) * 1.01)),
  ]
  const x = scale(xs[0], xs.at(-1), LEFT, WIDTH - RIGHT)
  const y = scale(low, high, HEIGHT - BOTTOM, TOP)
  const parts = [`<text x="${LEFT}" y="20" font-weight="600">${title}</text>`]
  for (let tick = low; tick <= high * 1.001; tick *= 10)
    parts.push(
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>`,
      `<text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${+tick.toPrecision(2)} ms</text>`,
    )
  for (const tick of xs)
    parts.push(`<text x="${x(tick)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${tick}</text>`)
  parts.push(`<text x="${WIDTH / 2}" y="${HEIGHT - BOTTOM + 36}" text-anchor="middle">${across}</text>`)
  lines.forEach(({ label, points }, index) => {
    const colour = COLOURS[index % COLOURS.length]
    const path = points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(' ')
    const at = LEFT + (index * (WIDTH - LEFT - RIGHT)) / lines.length
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(([px, py]) => `<circle cx="${x(px).toFixed(1)}" cy="${y(py).toFixed(1)}" r="3" fill="${colour}"/>`),
      `<rect x="${at}" y="${HEIGHT - 22}" width="10" height="10" fill="${colour}"/>`,
      `<text x="${at + 14}" y="${HEIGHT - 13}" font-size="10">${label}</text>`,
    )
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><style>${STYLE}</style>${parts.join('')}</svg>\n`
}
