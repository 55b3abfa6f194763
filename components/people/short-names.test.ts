import { expect, test } from 'vitest'
import { shortNames } from './short-names'

const short = (...names: string[]) => [...shortNames(names.map((name) => ({ id: name, name }))).values()]

test('the first name is enough while it is one person’s', () => {
  expect(short('Hana Kovac', 'Marco Bellini', 'Cher')).toEqual(['Hana', 'Marco', 'Cher'])
})

test('two of a first name are told apart by the next letter, and two of that by the whole name', () => {
  expect(short('Maria Esteves', 'Maria Santos')).toEqual(['Maria E.', 'Maria S.'])
  expect(short('Maria Esteves', 'Maria Esposito')).toEqual(['Maria Esteves', 'Maria Esposito'])
  expect(short('Maria', 'Maria Santos')).toEqual(['Maria', 'Maria S.'])
})
