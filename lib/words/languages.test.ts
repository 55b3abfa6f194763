/** Whoever is not signed in yet is spoken to as their browser asks. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '@/lib/people/schema'
import { LANGUAGES, languageOf } from './languages'

describe('the language of a browser', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['pt-BR,pt;q=0.9,es;q=0.7,en;q=0.5', 'es'],
    ['en;q=0.2, FR-ca;q=0.7', 'fr'],
    ['es;q=0, de;q=0.1', 'de'],
    ['es;q=nonsense', 'en'],
    ['constructor', 'en'],
    ['ja', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('%s is %s', (accepted, language) => expect(languageOf(accepted)).toBe(language))
})

describe('the languages', () => {
  const files = readdirSync(new URL('messages', import.meta.url)).map((file) => file.replace('.json', ''))

  it('are those that have words', () => expect(Object.keys(LANGUAGES).sort()).toEqual(files.sort()))

  it('can each be chosen by a person', () => expect(LOCALES).toEqual(expect.arrayContaining(files)))
})
