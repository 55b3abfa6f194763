/** The sheets of a story's file: where a line goes, and when a page is full. Black on white, one column. Promise: whatever is
 *  written, half of the process's time at least is for everybody else, in turns of some milliseconds. */
import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { piecesOf } from './pieces'
import { Typeface, type Weight } from './typeface'

const MARGIN = 48
const TIME_WIDTH = 56
const PHOTO_HEIGHT = 96
/** Kept free at a page's foot, for its number. */
const FOOT = 24

interface Look {
  size: number
  weight?: Weight
  color?: string
  x?: number
}

const MUTED = '#444444'

const BUSY_MS = 10

export type Paper = InstanceType<typeof PDFDocument>

/** It keeps its pages until it ends, for their foot says of how many. What it has once measured it would keep as well, word by
 *  word: of a long story more than a process has room for. */
export const paperFor = (title: string, hotelName: string, locale: string): Paper =>
  new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, autoFirstPage: false, lang: locale, displayTitle: true },
    fontLayoutCache: false,
    info: { Title: title, Author: hotelName, Creator: 'Bellboard' },
  })

export class Sheet {
  private readonly face: Typeface
  private restedAt = performance.now()

  constructor(private readonly document: Paper) {
    this.face = new Typeface(document)
    document.addPage()
  }

  get hasMissed(): boolean {
    return this.face.hasMissed
  }

  /** Nobody waits for it any more. */
  get isGone(): boolean {
    return this.document.destroyed
  }

  async title(title: string, what: string): Promise<void> {
    await this.write(title, { size: 18, weight: 600 })
    await this.write(what, { size: 12 })
    this.document.moveDown(0.5)
  }

  facts(facts: readonly [string, string][]): Promise<void> {
    return this.write(facts.map(([name, value]) => `${name}: ${value}`).join('   '), { size: 10 })
  }

  note(text: string): Promise<void> {
    return this.write(text, { size: 8, color: MUTED })
  }

  async heading(text: string): Promise<void> {
    this.document.moveDown(1)
    this.keep(60)
    await this.write(text, { size: 11, weight: 600 })
    const { y, page } = this.document
    this.document
      .moveTo(MARGIN, y + 2)
      .lineTo(page.width - MARGIN, y + 2)
      .lineWidth(0.5)
      .stroke('#999999')
    this.document.y = y + 6
  }

  /** What happened at a time; below it, smaller, who and where. */
  async line(time: string, text: string, origin: string): Promise<void> {
    this.keep(30)
    const { y } = this.document
    // On one line with what is larger beside it.
    this.document.y = y + 1.5
    await this.write(time, { size: 8, color: MUTED })
    this.document.y = y
    const x = MARGIN + TIME_WIDTH
    if (text) await this.write(text, { size: 10, x })
    if (origin) await this.write(origin, { size: 8, color: MUTED, x })
    this.document.y += 5
  }

  photo(bytes: Buffer): void {
    this.keep(PHOTO_HEIGHT + 8)
    const { y } = this.document
    this.document.image(bytes, MARGIN + TIME_WIDTH, y, { height: PHOTO_HEIGHT })
    this.document.y = y + PHOTO_HEIGHT + 8
  }

  /** What belongs together begins on a page that has room for it. */
  private keep(height: number): void {
    const { page, y } = this.document
    if (y + height > page.height - MARGIN - FOOT) this.document.addPage()
  }

  private async write(text: string, look: Look): Promise<void> {
    for (const line of text.split('\n')) await this.writeLine(line, look)
  }

  private async writeLine(text: string, { size, weight = 400, color = '#000000', x = MARGIN }: Look): Promise<void> {
    const { document } = this
    const runs = this.face.runsOf(text).flatMap(({ part, text }) => piecesOf(text).map((piece) => ({ part, piece })))
    document.fontSize(size).fillColor(color)
    document.x = x
    const width = document.page.width - MARGIN - x
    if (runs.length === 0) document.moveDown(1)
    for (const [index, { part, piece }] of runs.entries()) {
      if (this.isGone) return
      this.face.use(part, weight)
      document.text(piece, { width, continued: index < runs.length - 1 })
      await this.rest()
    }
  }

  private async rest(): Promise<void> {
    if (performance.now() - this.restedAt < BUSY_MS) return
    await delay(BUSY_MS)
    this.restedAt = performance.now()
  }

  /** Numbers the pages, once all of them are there. */
  async number(word: (page: number, pages: number) => string): Promise<void> {
    const { document } = this
    const { count } = document.bufferedPageRange()
    for (let index = 0; index < count; index++) {
      document.switchToPage(index)
      const { page } = document
      // Outside of the margin, where text would begin a further page.
      page.margins.bottom = 0
      this.face.use('latin', 400)
      document.fontSize(8).fillColor(MUTED)
      const width = page.width - 2 * MARGIN
      document.text(word(index + 1, count), MARGIN, page.height - MARGIN + 12, {
        width,
        align: 'right',
        lineBreak: false,
      })
      await this.rest()
    }
  }
}
