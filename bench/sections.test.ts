import { expect, it } from 'vitest'
import { sectionsOf, withSection } from './sections.mjs'

it('writes a section in its place, or after all others, and leaves these as they are', () => {
  const one = withSection('# Benchmarks\n', 'one', '## One\n\n1')
  const both = withSection(one, 'two', '## Two')
  expect(both).toBe(
    '# Benchmarks\n\n<!-- begin one -->\n## One\n\n1\n<!-- end one -->\n\n<!-- begin two -->\n## Two\n<!-- end two -->\n',
  )
  const again = withSection(both, 'one', '## One\n\n11')
  expect(again).toBe(both.replace('\n1\n', '\n11\n'))
  expect(sectionsOf(again)).toEqual([
    '<!-- begin one -->\n## One\n\n11\n<!-- end one -->',
    '<!-- begin two -->\n## Two\n<!-- end two -->',
  ])
})
