#!/usr/bin/env node
/**
 * A board of five thousand open tickets in the production build, in Chromium on a processor slowed to a quarter, while
 * colleagues write and change two tickets a second. Prints from key or click to the next paint (Interaction to Next Paint,
 * by the browser's own Event Timing; bar: 75 of 100 within 100 ms), and from a message's frame to its paint in the open
 * thread (bar: 50 ms), and from a PIN to one's work on a shared tablet (bar: 2 s); ends with 1 when a bar is missed.
 *
 *   node bench/board.mjs [--tickets 5000] [--throttle 4] [--rounds 3]
 *
 * It brings a hotel of its own, on loopback, and a browser where there is none.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { bringBrowser } from '../scripts/bring/browser.mjs'

const root = path.join(import.meta.dirname, '..')
await bringBrowser(root)
const main = path.join(import.meta.dirname, 'board/main.ts')
const args = ['--conditions=react-server', '--import', 'tsx', main, ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
