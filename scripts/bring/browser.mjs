/** A Chromium for the end-to-end tests: the system's, else its package manager's, else Playwright's own. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { run } from '../run.mjs'
import { Refusal, step } from '../say.mjs'
import { installFromSystem } from './system.mjs'

const NAMES = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge']
const APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Its absolute path, or undefined when Playwright has to use its own. `CHROMIUM` names one. */
export function findBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const candidates = [
    process.env.CHROMIUM,
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...APPS,
  ]
  // Ubuntu's chromium-browser may be a stub that only says where to get one.
  return candidates.find(
    (file) => file && existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0,
  )
}

/** @param {string} root */
export async function bringBrowser(root) {
  if (findBrowser() || (await hasOwn())) return
  if (
    (await installFromSystem('Chromium', { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium' })) &&
    findBrowser()
  )
    return
  const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
  const failure = 'Playwright could not fetch its own'
  try {
    await step('Fetching a browser', () =>
      run(process.execPath, [playwright, 'install', 'chromium'], { cwd: root, failure }),
    )
  } catch (error) {
    throw new Refusal(
      `A browser is needed: install Chromium or Chrome with your package manager, or name one with CHROMIUM=/path/to/it.\n${error.message}`,
    )
  }
}

async function hasOwn() {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}
