import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './links'

const hrefs = (text: string) => piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))
const texts = (text: string) => piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []))

test('web addresses are links', () => {
  expect(texts('See https://alder.example/menu?a=1&b=2#top now')).toEqual(['https://alder.example/menu?a=1&b=2#top'])
  expect(hrefs('HTTP://alder.example')).toEqual(['http://alder.example/'])
})

test('nothing else is', () => {
  for (const text of [
    'javascript:alert(1)',
    'JaVaScRiPt://example.com/%0Aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'ftp://alder.example',
    '//alder.example',
    'alder.example',
    'https://',
    'http:// alder',
  ])
    expect(hrefs(text), text).toEqual([])
})

test('the punctuation of the sentence stays outside', () => {
  expect(texts('At https://a.example/x, or (https://b.example/y). Really? https://c.example!')).toEqual([
    'https://a.example/x',
    'https://b.example/y',
    'https://c.example',
  ])
})

test('a bracket that the address opened stays inside', () => {
  expect(texts('https://a.example/wiki/Bell_(device) and (see https://a.example/wiki/Bell_(device))')).toEqual([
    'https://a.example/wiki/Bell_(device)',
    'https://a.example/wiki/Bell_(device)',
  ])
})

test('whatever is written, the pieces are the text, and a link is only ever http or https', () => {
  const parts = fc.constantFrom(
    'https://',
    'http://',
    'javascript:',
    'a.example',
    '/x',
    '.',
    ')',
    '(',
    ' ',
    '\n',
    '"',
    '👩🏽‍🔧',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(parts).map((all) => all.join('')),
      ),
      (text) => {
        const pieces = piecesOf(text)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        for (const piece of pieces) if (piece.kind === 'link') expect(piece.href).toMatch(/^https?:\/\/[^/]/)
      },
    ),
  )
})
