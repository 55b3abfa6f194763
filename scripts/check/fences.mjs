/** STYLE.md's import table, and the `server-only` fence, over every module. Each line of the table is one rule here. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['app', 'components', 'db', 'lib']
const SHARED_PACKAGES = new Set(['zod', 'uuid', 'next-intl', 'use-intl'])

/**
 * @typedef {object} Module
 * @property {string} file
 * @property {boolean} shared by server and browser: named so, or its opening comment says it
 * @property {boolean} server begins with `import 'server-only'`
 * @property {boolean} support what tests stand on: says so or knows the stage, and no module of the product imports it
 * @property {string[]} imports
 */

/**
 * @param {Map<string, string>} sources path from the root → source
 * @returns {string[]} one sentence a violation
 */
export function violations(sources) {
  const modules = new Map(
    [...sources].filter(([file]) => isFenced(file)).map(([file, source]) => [file, read(file, source)]),
  )
  return [...modules.values()]
    .filter((module) => !module.support)
    .flatMap((module) => [...sideOf(module), ...directionOf(module, modules)])
}

const isTest = (file) => /\.test\.tsx?$/.test(file)
const isFenced = (file) =>
  /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !isTest(file) && FOLDERS.includes(file.split('/')[0] ?? '')

/** @returns {Module} */
function read(file, source) {
  const opening = source.match(/^\s*(?:'use client'\s*)?\/\*\*[\s\S]*?\*\//)?.[0] ?? ''
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const imports = [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) =>
    resolve(file, match[1] ?? ''),
  )
  const server = imports.includes('npm:server-only')
  const isNamedShared = /^lib\/(.+\/)?(schema|policy|events|errors)\.ts$/.test(file)
  return {
    file,
    server,
    shared:
      inside(file, 'lib') && !inside(file, 'lib/client') && !server && (isNamedShared || /\bshared\b/i.test(opening)),
    support:
      !inside(file, 'db') &&
      (/\b(for tests|tests stand on)\b/i.test(opening) ||
        imports.some((target) => target === 'npm:vitest' || inside(target, 'scripts/stage'))),
    imports,
  }
}

/** A path from the root without extension, or the name of a package. */
function resolve(file, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return `npm:${specifier}`
}

/** The side is in the name, or in the first line of the module. */
function sideOf({ file, shared, server }) {
  if (!file.startsWith('lib/')) return []
  if (file.startsWith('lib/client/')) return server ? [`${file}: is the browser's, and imports server-only`] : []
  if (!shared && !server)
    return [`${file}: is neither shared (its opening comment would say "Shared") nor begins with import 'server-only'`]
  return []
}

/** @param {Module} module @param {Map<string, Module>} modules */
function directionOf(module, modules) {
  const { name, allows } = ruleOf(module)
  const found = (target) =>
    [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].map((at) => modules.get(at)).find(Boolean)
  return module.imports
    .filter(
      (target) => !allows(target, found(target)) || inside(target, 'scripts', 'e2e', 'bench') || found(target)?.support,
    )
    .map((target) => `${module.file}: ${name} may not import ${target.replace('npm:', '')}`)
}

const inside = (target, ...folders) => folders.some((folder) => target === folder || target.startsWith(`${folder}/`))
const isOurs = (target) => !target.startsWith('npm:')
const isAsset = (target) => /\.(css|json|svg|png)$/.test(target)

/** @returns {{ name: string, allows(target: string, found: Module | undefined): boolean }} */
function ruleOf({ file, shared }) {
  if (shared) return SHARED
  if (inside(file, 'app/api')) return ROUTE
  if (file === 'app/sw.ts') return CLIENT
  if (inside(file, 'app')) return PAGE
  if (inside(file, 'components')) return COMPONENT
  if (inside(file, 'lib/client')) return CLIENT
  if (inside(file, 'lib/live')) return LIVE
  if (inside(file, 'lib/api')) return API
  if (file === 'lib/boot.ts') return BOOT
  if (/^lib\/(redis\/)?[^/]+$/.test(file)) return FOUNDATION
  if (inside(file, 'lib')) return DOMAIN
  if (inside(file, 'db/demo', 'db/seed.ts')) return SEED
  return DATABASE
}

const SHARED = {
  name: 'a shared module',
  allows: (target, found) =>
    isOurs(target) ? isAsset(target) || found?.shared === true : SHARED_PACKAGES.has(target.slice(4)),
}
const ROUTE = ours('a route', (target) => inside(target, 'lib', 'app/api') && !inside(target, 'lib/client'))
const PAGE = ours(
  'a page',
  (target) =>
    // What `route` is to a route, it is to a page.
    target === 'lib/api/page' ||
    (inside(target, 'app', 'components', 'lib') && !inside(target, 'lib/api', 'lib/client', 'lib/live', 'lib/redis')),
)
const COMPONENT = browser('a component', (target) => inside(target, 'components', 'lib/client', 'lib/words'))
const CLIENT = browser('the browser side', (target) => inside(target, 'lib/client'))
/** The doors that load people and journal rows, and say when some were wiped. */
const LIVE_MAY = ['lib/auth/access', 'lib/chat/entries', 'lib/chat/tail', 'lib/privacy/wiped', 'lib/tickets/progress']
/** What every server module may have. */
const TOOLS = ['lib/redis', 'lib/deadline', 'lib/log', 'lib/once', 'lib/outside', 'lib/repeat']
const LIVE = ours(
  'the live engine',
  (target, found) => inside(target, 'lib/live', ...TOOLS, ...LIVE_MAY) || found?.shared === true,
)
/** What of the engine the domain calls: publishing, whispering, and for a long-poll the hub that wakes it. */
const ENGINE_DOORS = ['lib/live/publish', 'lib/live/whispers', 'lib/live/hub', 'lib/live/keys']
const DOMAIN = ours(
  'a domain module',
  (target, found) =>
    inside(target, 'lib', 'db') &&
    !inside(target, 'lib/client', 'lib/api', 'db/seed', 'db/demo') &&
    (!inside(target, 'lib/live') || inside(target, ...ENGINE_DOORS) || found?.shared === true),
)
/** What all routes share: it asks who is there, and nothing asks it but routes. */
const API = ours('the API', (target, found) => inside(target, 'lib/api') || DOMAIN.allows(target, found))
/** Beside the nouns: the environment, the log, Redis. It knows of nothing that stands on it. */
const FOUNDATION = ours(
  'the foundation',
  (target, found) => /^lib\/(redis\/)?[^/]+$/.test(target) || found?.shared === true,
)
/** Starts everything that runs by itself. */
const BOOT = ours('the boot', (target) => inside(target, 'lib') && !inside(target, 'lib/client', 'lib/api'))
const DATABASE = ours(
  'the database',
  (target, found) => inside(target, 'db', 'lib/env', 'lib/once') || found?.shared === true,
)
// The demo hotel lives through three days by the same rules as a real one.
const SEED = ours('the demo hotel', (target) => inside(target, 'db', 'lib') && !inside(target, 'lib/client'))

/** Server side: packages as it likes, of ours what the rule says. */
function ours(name, rule) {
  return { name, allows: (target, found) => !isOurs(target) || isAsset(target) || rule(target, found) }
}

/** Browser side: of ours also what is shared, and no package that only a server has. */
function browser(name, rule) {
  return {
    name,
    allows: (target, found) =>
      isOurs(target) ? isAsset(target) || rule(target) || found?.shared === true : isBrowserPackage(target),
  }
}

const isBrowserPackage = (target) =>
  !/^npm:(node:|server-only$|drizzle-orm|postgres$|redis$|pino$|next\/headers$|@node-rs\/)/.test(target)

/** @param {string} root @param {string[]} files */
export const fences = (root, files) =>
  violations(new Map(files.filter(isFenced).map((file) => [file, readFileSync(path.join(root, file), 'utf8')])))
