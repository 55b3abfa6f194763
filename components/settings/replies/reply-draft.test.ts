import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { addReplyInput } from '@/lib/replies/schema'
import { contentOf, isShortcut, troublesOf } from './reply-draft'

const content = (texts: Record<string, string>, shortcut = 'part') => contentOf({ departmentId: null, shortcut, texts })

describe('a quick reply that is being worded', () => {
  it('leaves out the languages that are empty, and the slash that people write before a shortcut', () => {
    expect(content({ en: ' Coming. ', de: '  ' }, ' /soon')).toEqual({
      ...{ departmentId: null, shortcut: 'soon' },
      texts: { en: 'Coming.' },
    })
  })

  it.each<[Record<string, string>, string, string | null]>([
    [{ en: 'At {time}', de: 'Um {time}' }, 'de', null],
    [{ de: 'Um {time}' }, 'en', 'needText'],
    [{ en: 'At {time}', de: 'Um' }, 'de', 'otherPlaceholders'],
    [{ en: '{room} {room}' }, 'en', 'otherPlaceholders'],
    [{ en: '{colour}' }, 'en', 'unknownPlaceholder'],
    [{ en: 'x'.repeat(501) }, 'en', 'tooLong'],
  ])('%o: in %s, %s', (texts, language, code) => {
    expect(troublesOf(content(texts)).get(language)?.code ?? null).toBe(code)
  })

  it('refuses what the server refuses, and nothing else', () => {
    const texts: Record<string, string>[] = [
      { en: 'A' },
      { en: '' },
      { en: '{x}' },
      { en: '{room}', es: '' },
      { en: '{room}', es: '{time}' },
    ]
    for (const one of texts)
      for (const shortcut of ['a', 'on-way', 'vor-ort', 'über', '-a', 'A', 'a b', '', 'x'.repeat(25)]) {
        const made = content(one, shortcut)
        const isRight = troublesOf(made).size === 0 && isShortcut(made.shortcut)
        expect(addReplyInput.safeParse({ id: newId(), ...made }).success, JSON.stringify(made)).toBe(isRight)
      }
  })
})
