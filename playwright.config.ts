import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/bring/browser.mjs'

/** A build of its own, so that a Bellboard running from this checkout keeps the one it serves. */
process.env.NEXT_DIST_DIR ??= '.next-test'

const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: './e2e',
  // Playwright would start a `webServer` before this; the app needs what this starts.
  globalSetup: './e2e/global-setup.ts',
  // Patience for a busy machine: what a test must show within a time, it says itself.
  timeout: 180_000,
  expect: { timeout: 40_000 },
  workers: 2,
  // For the trace: a test that passes at its second try has failed all the same (scripts/test/counts.mjs).
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.BELLBOARD_E2E_REPORT
    ? [['list'], ['json', { outputFile: process.env.BELLBOARD_E2E_REPORT }]]
    : 'list',
  outputDir: './test-results',
  use: {
    // Set by the global setup, before the workers begin.
    baseURL: process.env.BELLBOARD_E2E_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    // Specs that are about the network say what comes from where; those about the installed app allow it.
    serviceWorkers: 'block',
    // To trace every test costs much of the whole run.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        // Chromium refuses its sandbox to root.
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
