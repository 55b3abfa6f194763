/** The typeface of a file, in whichever of its parts has a sign: what people write may be of any script. Signs that none of them
 *  has become □. */
import 'server-only'
import path from 'node:path'
import type PDFDocument from 'pdfkit'

type Document = InstanceType<typeof PDFDocument>
export type Weight = 400 | 600

const FOLDER = path.join(/*turbopackIgnore: true*/ process.cwd(), 'node_modules', '@fontsource', 'inter', 'files')
/** The first one has nearly everything that is written here. */
const PARTS = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese', 'cyrillic-ext'] as const
type Part = (typeof PARTS)[number]
const MISSING = '□'

export interface Run {
  part: Part
  text: string
}

interface Opened {
  font: { hasGlyphForCodePoint(code: number): boolean }
}

export class Typeface {
  private readonly has = new Map<number, Part | null>()
  hasMissed = false

  constructor(private readonly document: Document) {
    for (const part of PARTS)
      for (const weight of [400, 600])
        document.registerFont(`${part} ${weight}`, path.join(FOLDER, `inter-${part}-${weight}-normal.woff`))
  }

  use(part: Part, weight: Weight): void {
    this.document.font(`${part} ${weight}`)
  }

  /** The text in pieces that one part each can write. */
  runsOf(text: string): Run[] {
    const runs: Run[] = []
    for (const sign of text.replace(INVISIBLE, '')) {
      const part = this.partWith(sign.codePointAt(0) ?? 0)
      if (part === null) this.hasMissed = true
      const [of, shown] = part === null ? (['latin', MISSING] as const) : [part, sign]
      const last = runs.at(-1)
      if (last && (last.part === of || sign === ' ')) last.text += shown
      else runs.push({ part: of, text: shown })
    }
    return runs
  }

  private partWith(code: number): Part | null {
    const known = this.has.get(code)
    if (known !== undefined) return known
    const isPlain = code === 10 || (code >= 32 && code < 127)
    const part = isPlain ? 'latin' : (PARTS.find((one) => this.opened(one).font.hasGlyphForCodePoint(code)) ?? null)
    this.has.set(code, part)
    return part
  }

  private opened(part: Part): Opened {
    this.use(part, 400)
    // What it has chosen; its types do not tell of it.
    return (this.document as unknown as { _font: Opened })._font
  }
}

/** Joiners and variation selectors: they only change how their neighbours look. */
const INVISIBLE = /[\u200b-\u200f]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu
