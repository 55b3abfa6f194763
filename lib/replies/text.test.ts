import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { gapIn, inEveryLanguage, placeholdersIn, worded } from './text'

const onMyWay = {
  en: 'On my way to {room}, {minutes} minutes.',
  de: 'In {minutes} Minuten bin ich in {room}.',
  es: 'Voy a {room}, {minutes} minutos.',
}

describe('a quick reply', () => {
  it('is worded with what is known, and keeps what is not to be filled in by hand', () => {
    const text = worded(onMyWay.en, { room: '412' })
    expect(text).toBe('On my way to 412, {minutes} minutes.')
    const gap = gapIn(text)
    expect(gap && text.slice(gap.from, gap.to)).toBe('{minutes}')
    expect(gapIn('On my way to 412, 5 minutes.')).toBeNull()
    expect(placeholdersIn(onMyWay.de)).toEqual(placeholdersIn(onMyWay.en))
  })

  it.each(Object.keys(onMyWay))(
    'filled in, is known again from its %s, whatever the order in the others',
    (language) => {
      const text = worded(onMyWay[language as keyof typeof onMyWay], { room: 'Lift 2', minutes: '5' })
      expect(inEveryLanguage(onMyWay, text)).toEqual({
        en: 'On my way to Lift 2, 5 minutes.',
        de: 'In 5 Minuten bin ich in Lift 2.',
        es: 'Voy a Lift 2, 5 minutos.',
      })
    },
  )

  it.each([
    'On my way to 412, {minutes} minutes.',
    'On my way to 412, 5 minutes. Sorry!',
    'Not on my way to 412, 5 minutes.',
    'On my way to 412\nand 413, 5 minutes.',
    `On my way to ${'4'.repeat(81)}, 5 minutes.`,
    'On my way to , 5 minutes.',
  ])('is not what somebody wrote themselves: %s', (text) => {
    expect(inEveryLanguage(onMyWay, text)).toBeNull()
  })

  test('what looks like a pattern is only text', () => {
    expect(inEveryLanguage({ en: 'Cost (EUR): {number}?', de: 'Kosten: {number}' }, 'Cost (EUR): 5.00?')).toEqual({
      en: 'Cost (EUR): 5.00?',
      de: 'Kosten: 5.00',
    })
    expect(inEveryLanguage({ en: '.*' }, 'anything')).toBeNull()
  })

  test('whatever fills it, the language it was written in says exactly what was written', () => {
    const filling = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\n{}]/.test(text))
    fc.assert(
      fc.property(filling, filling, (room, minutes) => {
        const text = worded(onMyWay.en, { room, minutes })
        expect(inEveryLanguage(onMyWay, text)?.en).toBe(text)
      }),
    )
  })
})

test('what fits no reply is refused as soon as it is read, however it might be shared out among the placeholders', () => {
  const spaced = { en: '{guest} {room} {minutes} {time} {name} {number}' }
  const close = { en: '{guest}{room}{minutes}{time}{name}{number}' }
  expect(inEveryLanguage(spaced, `a${' '.repeat(3_990)}\nb`)).toBeNull()
  expect(inEveryLanguage(close, `${'a'.repeat(480)}\nb`)).toBeNull()
  expect(inEveryLanguage(close, 'abcdef')).toEqual({ en: 'abcdef' })
  expect(inEveryLanguage(close, '😀'.repeat(480))).toEqual({ en: '😀'.repeat(480) })
  expect(inEveryLanguage(close, '😀'.repeat(481))).toBeNull()
})
