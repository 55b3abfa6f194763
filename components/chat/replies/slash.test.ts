import { describe, expect, test } from 'vitest'
import { begun, replied, slashAt, withdrawn } from './slash'

describe('a quick reply is called for', () => {
  test.each([
    ['/', 1, { from: 0, query: '' }],
    ['/on', 3, { from: 0, query: 'on' }],
    ['Sure. /on-w', 11, { from: 6, query: 'on-w' }],
    ['/on way', 3, { from: 0, query: 'on' }],
    ['/on way', 7, null],
    ['and/or', 6, null],
    ['1 / 2', 5, null],
    ['//', 2, null],
    ['https://alder.example', 8, null],
  ])('%s at %i', (text, caret, at) => {
    expect(slashAt(text, caret)).toEqual(at)
  })

  test('by its button, apart from what stands before it', () => {
    expect(begun('', 0)).toEqual({ text: '/', from: 1, to: 1 })
    expect(begun('Sure.', 5)).toEqual({ text: 'Sure. /', from: 7, to: 7 })
    expect(begun('Sure. ', 6)).toEqual({ text: 'Sure. /', from: 7, to: 7 })
    expect(withdrawn('Sure. /on', 6, 9)).toEqual({ text: 'Sure. ', from: 6, to: 6 })
  })
})

test('it takes the place of what called for it, and its first gap is selected', () => {
  const done = replied('Sure. /on now', 6, 9, 'In {room} in {minutes} min.', { room: '412' })
  expect(done.text).toBe('Sure. In 412 in {minutes} min. now')
  expect(done.text.slice(done.from, done.to)).toBe('{minutes}')
})

test('without a gap one writes on after it', () => {
  expect(replied('/t', 0, 2, 'Thank you.', {})).toEqual({ text: 'Thank you.', from: 10, to: 10 })
})
