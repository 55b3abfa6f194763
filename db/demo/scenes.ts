/** What the demo hotel's people photograph, as drawings: nobody's photo, and nothing from elsewhere. */

export const WIDTH = 1200
export const HEIGHT = 900

export type Scene = 'wet ceiling' | 'dry ceiling' | 'stuck valve' | 'bathroom glass'

const drawing = (defs: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 1600 1200">
    <defs>
      <radialGradient id="vignette" cx=".5" cy=".45" r=".8">
        <stop offset=".5" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#120c06" stop-opacity=".5"/>
      </radialGradient>
      <filter id="soft" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="14"/></filter>
      <filter id="blur" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="34"/></filter>
      ${defs}
    </defs>
    ${body}
    <rect width="1600" height="1200" fill="url(#vignette)"/>
  </svg>`

/** The corner of a room, looked up at: wall, cornice, ceiling and a lamp. */
const ceiling = (marks: string) =>
  drawing(
    `<linearGradient id="plaster" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#efe8da"/><stop offset=".6" stop-color="#ddd3c0"/><stop offset="1" stop-color="#b9ad97"/>
    </linearGradient>
    <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#8d8f7c"/><stop offset="1" stop-color="#5d6052"/>
    </linearGradient>
    <radialGradient id="stain"><stop offset="0" stop-color="#8a6f45" stop-opacity=".75"/>
      <stop offset=".75" stop-color="#9c8257" stop-opacity=".5"/><stop offset=".9" stop-color="#6f5632" stop-opacity=".55"/>
      <stop offset="1" stop-color="#6f5632" stop-opacity="0"/></radialGradient>`,
    `<rect width="1600" height="1200" fill="url(#plaster)"/>
    <ellipse cx="330" cy="180" rx="420" ry="260" fill="#fff6df" opacity=".7" filter="url(#blur)"/>
    ${marks}
    <path d="M0 900 L1600 760 V1200 H0Z" fill="url(#wall)"/>
    <path d="M0 862 L1600 724 V776 L0 916Z" fill="#e6dfd0"/><path d="M0 900 L1600 760 V776 L0 916Z" fill="#a99f8b"/>
    <g transform="translate(330 190)"><ellipse rx="150" ry="60" fill="#fffaf0"/>
      <ellipse cy="12" rx="150" ry="60" fill="none" stroke="#b08d4f" stroke-width="12"/></g>`,
  )

const SCENES: Record<Scene, string> = {
  'wet ceiling': ceiling(`
    <g filter="url(#soft)"><ellipse cx="930" cy="430" rx="420" ry="230" fill="url(#stain)"/>
      <ellipse cx="1120" cy="560" rx="240" ry="150" fill="url(#stain)"/></g>
    <path d="M640 470 Q780 430 930 480 T1290 560" fill="none" stroke="#5b4526" stroke-width="5" opacity=".6"/>
    ${[760, 905, 1010, 1150]
      .map((x, at) => {
        const y = 520 + (at % 2) * 70
        return `<path d="M${x} ${y} q-15 36 0 50 q15-14 0-50Z" fill="#dfe7ea" stroke="#7f8b8f" stroke-width="3"/>`
      })
      .join('')}`),
  'dry ceiling': ceiling(`
    <g filter="url(#soft)"><ellipse cx="930" cy="430" rx="400" ry="215" fill="#cdbf9f" opacity=".55"/></g>
    <path d="M640 470 Q780 430 930 480 T1290 560" fill="none" stroke="#a08c68" stroke-width="3" opacity=".5"/>`),
  'stuck valve': drawing(
    `<linearGradient id="pipe" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#6e3c20"/>
      <stop offset=".3" stop-color="#e0a070"/><stop offset=".55" stop-color="#a8643c"/><stop offset="1" stop-color="#41210f"/></linearGradient>
    <linearGradient id="brass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7c6224"/>
      <stop offset=".35" stop-color="#f0d98b"/><stop offset="1" stop-color="#5d4511"/></linearGradient>`,
    `<rect width="1600" height="1200" fill="#4b4f50"/><rect y="0" width="1600" height="330" fill="#383b3c"/>
    <g opacity=".25" stroke="#222" stroke-width="6">${[200, 620, 1040, 1460].map((x) => `<path d="M${x} 0V1200"/>`).join('')}</g>
    <ellipse cx="820" cy="640" rx="720" ry="420" fill="#ffe9bf" opacity=".35" filter="url(#blur)"/>
    <rect x="0" y="560" width="1600" height="150" fill="url(#pipe)"/>
    <rect x="560" y="520" width="480" height="230" rx="26" fill="url(#brass)"/>
    <rect x="520" y="500" width="90" height="270" rx="12" fill="url(#brass)"/><rect x="990" y="500" width="90" height="270" rx="12" fill="url(#brass)"/>
    <rect x="740" y="330" width="120" height="210" fill="url(#brass)"/>
    <rect x="620" y="200" width="360" height="170" rx="20" fill="#e9e7e1"/><rect x="650" y="230" width="170" height="110" rx="8" fill="#20363a"/>
    <path d="M672 322 h126" stroke="#7fd3e0" stroke-width="10"/><circle cx="905" cy="285" r="40" fill="#b3261e"/>
    <path d="M880 750 q-16 40 0 56 q16-16 0-56Z" fill="#cfe0e4"/>
    <ellipse cx="860" cy="1010" rx="260" ry="40" fill="#23282a" opacity=".7" filter="url(#soft)"/>`,
  ),
  'bathroom glass': drawing(
    `<linearGradient id="tile" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#dfe9e8"/><stop offset="1" stop-color="#a9bcbb"/></linearGradient>
    <linearGradient id="glass" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#fff" stop-opacity=".75"/>
      <stop offset=".25" stop-color="#cfe0e4" stop-opacity=".35"/><stop offset=".8" stop-color="#dfeaec" stop-opacity=".3"/>
      <stop offset="1" stop-color="#fff" stop-opacity=".7"/></linearGradient>`,
    `<rect width="1600" height="1200" fill="url(#tile)"/>
    <g stroke="#f4f8f7" stroke-width="10">${[240, 640, 1040, 1440].map((x) => `<path d="M${x} 0V820"/>`).join('')}
      ${[160, 480, 800].map((y) => `<path d="M0 ${y}H1600"/>`).join('')}</g>
    <path d="M0 820H1600V1200H0Z" fill="#5b4a3d"/><path d="M0 820H1600V850H0Z" fill="#8a735f"/>
    <ellipse cx="820" cy="1010" rx="330" ry="46" fill="#1e1711" opacity=".6" filter="url(#soft)"/>
    <path d="M590 330 H1010 L960 990 Q800 1030 640 990Z" fill="url(#glass)"/>
    <path d="M613 640 H987 L960 985 Q800 1024 640 985Z" fill="#bcd9df" opacity=".55"/>
    <ellipse cx="800" cy="332" rx="210" ry="34" fill="none" stroke="#fff" stroke-width="8" opacity=".9"/>
    <ellipse cx="800" cy="642" rx="187" ry="26" fill="#d7ebef" opacity=".8"/>
    <g fill="#dff3f6" fill-opacity=".55" stroke="#5f8c97" stroke-width="5"><ellipse cx="745" cy="920" rx="52" ry="26"/>
      <ellipse cx="858" cy="942" rx="52" ry="24" transform="rotate(-9 858 942)"/></g>`,
  ),
}

export const svgOf = (scene: Scene): string => SCENES[scene]
