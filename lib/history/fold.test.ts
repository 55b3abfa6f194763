import { describe, expect, it } from 'vitest'
import { lineOf } from './fold'

describe('a line to be searched', () => {
  it('knows neither case nor accents, nor how an umlaut is spelt', () => {
    expect(lineOf('Überlauf: à côté, ¿Señor NIÑO? Łódź')).toBe(' uberlauf a cote senor nino lodz ueberlauf ')
    expect(lineOf('Schluessel, Tueren')).toBe(' schluessel tueren schlussel turen ')
    expect(lineOf('request, fuel, guest')).toBe(' request fuel guest ')
    expect(lineOf('straße STRASSE')).toBe(' strasse strasse ')
    expect(lineOf('café cafe\u0301')).toBe(' cafe cafe ')
  })

  it('knows a letter of another style as the letter that it is, and none is left a capital', () => {
    expect(lineOf('𝐓𝐨𝐰𝐞𝐥 ℍans ＦＵＬＬ 𝐏𝐇𝐎𝐓𝐎')).toBe(' towel hans full photo ')
    for (let code = 0; code < 0x11_0000; code++) {
      const line = lineOf(String.fromCodePoint(code))
      if (/[^a-z\d ().,⁄]/.test(line)) expect([code.toString(16), line]).toBeNull()
    }
  })

  it('is one blank where there are no words', () => {
    expect(lineOf('')).toBe(' ')
    expect(lineOf('\u0301 ¨ \u0308\u0301')).toBe(' ')
    expect(lineOf('… 🙈 !')).toBe(' ')
  })

  it('holds letters beyond Latin in ASCII, each beginning where no other does', () => {
    const line = lineOf('Рушник منشفة タオル')
    expect(line).toMatch(/^[a-z ]+$/)
    expect(line).toContain(lineOf('ушн').trim())
    expect(lineOf('й')).toBe(lineOf('и'))
  })
})
