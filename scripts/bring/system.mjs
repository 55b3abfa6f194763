/** Programs from the system's own package manager, brought only when they are missing. */
import { spawnSync } from 'node:child_process'
import { run } from '../run.mjs'
import { step } from '../say.mjs'

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

// apt starts a service that it installs; ours is started by us, with a password, so the system's is kept from starting.
const quietApt = (name) => `
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || true
  apt-get install -y -qq --no-install-recommends ${name}`

const MANAGERS = {
  'apt-get': quietApt,
  dnf: (name) => `dnf install -y -q ${name}`,
  apk: (name) => `apk add --no-progress ${name}`,
}

/**
 * Tries the package manager there is, as root or by `sudo -n`, or Homebrew as whoever we are.
 * @param {string} what for the person: "Redis"
 * @param {Partial<Record<'apt-get' | 'dnf' | 'apk' | 'brew', string>>} names the package's name with each
 * @returns {Promise<boolean>} whether one of them installed it
 */
export async function installFromSystem(what, names) {
  const root = process.getuid?.() === 0
  for (const [manager, script] of Object.entries(MANAGERS)) {
    const name = names[manager]
    if (!name || !has(manager)) continue
    if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0) continue
    const command = root ? ['sh', '-c', script(name)] : ['sudo', '-n', 'sh', '-c', script(name)]
    if (await attempt(`Installing ${what} with ${manager}`, command)) return true
  }
  return names.brew && !root && has('brew')
    ? attempt(`Installing ${what} with Homebrew`, ['brew', 'install', '--quiet', names.brew])
    : false
}

async function attempt(what, [command, ...args]) {
  try {
    await step(what, () => run(command, args, { failure: what }))
    return true
  } catch {
    return false
  }
}
