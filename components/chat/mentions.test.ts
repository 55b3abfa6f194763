import { describe, expect, test } from 'vitest'
import { completed, mentionAt, mentionsIn, splitAtMentions } from './mentions'

const names = new Map([
  ['h', 'Hana'],
  ['m1', 'Maria E.'],
  ['m2', 'Maria S.'],
  ['z', 'Zoë'],
])

describe('who is mentioned', () => {
  test.each([
    ['@Hana can you look?', ['h']],
    ['Thanks @hana, and @Zoë!', ['h', 'z']],
    ['(@Hana)', ['h']],
    ['@Maria S. knows', ['m2']],
    ['Hana knows', []],
    ['@Hanako knows', []],
    ['hana@Hana.example', []],
    ['@@Hana', []],
    ['@Maria knows', []],
  ])('%s', (text, mentioned) => {
    expect(mentionsIn(text, names)).toEqual(mentioned)
  })
})

test('in a text that is read, mentions stand apart and nothing is lost', () => {
  const pieces = splitAtMentions('@Hana and @zoë, not a@Hana', ['Hana', 'Zoë'])
  expect(pieces.flatMap(({ text, isMention }) => (isMention ? [text] : []))).toEqual(['@Hana', '@zoë'])
  expect(pieces.map(({ text }) => text).join('')).toBe('@Hana and @zoë, not a@Hana')
  expect(splitAtMentions('@Hana', [])).toEqual([{ text: '@Hana', isMention: false }])
})

test('a department is mentioned by any of its names', () => {
  const departments = new Map([
    ['e', ['Haustechnik', 'Engineering', 'engineering']],
    ['f', ['Empfang', 'Front desk', 'front-desk']],
    ['n', []],
  ])
  expect(mentionsIn('@engineering and @Front desk, please', departments)).toEqual(['e', 'f'])
  expect(mentionsIn('@haustechnik!', departments)).toEqual(['e'])
  expect(mentionsIn('@front-desk', departments)).toEqual(['f'])
  expect(mentionsIn('@engineer @Front', departments)).toEqual([])
})

describe('the mention that is being written', () => {
  test.each([
    ['@', 1, { from: 0, query: '' }],
    ['ask @Ha', 7, { from: 4, query: 'Ha' }],
    ['ask @Ha and', 7, { from: 4, query: 'Ha' }],
    ['ask @Ha and', 11, null],
    ['mail a@Ha', 9, null],
    ['ask', 3, null],
  ])('%s at %i', (text, caret, at) => {
    expect(mentionAt(text, caret)).toEqual(at)
  })

  test('it is completed where it stands, with one space after it', () => {
    expect(completed('ask @Ha', 4, 7, 'Hana')).toEqual({ text: 'ask @Hana ', from: 10, to: 10 })
    expect(completed('ask @Ha now', 4, 7, 'Hana')).toEqual({ text: 'ask @Hana now', from: 10, to: 10 })
  })
})
