/** Who the embedded servers run as. PostgreSQL refuses root, and neither server needs it: started as root, both run as an
 *  unprivileged account; started by a plain user, as that user. */
import { spawn, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { Refusal } from '../say.mjs'

/** @typedef {{ uid: number, gid: number, name: string }} Account */

/**
 * The owner of existing data, so that data made by a plain user stays theirs; else `bellboard` or `postgres`, made when missing.
 * Undefined when this process is not root: then everything runs as it does.
 * @param {string} [folder] data that may exist
 * @returns {Account | undefined}
 */
export function serviceAccount(folder) {
  if (process.getuid?.() !== 0) return undefined
  const owner = folder && statSync(folder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `user ${owner.uid}` }
  return look('bellboard') ?? look('postgres') ?? create()
}

function look(name) {
  const ask = (flag) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name }
}

function create() {
  const made =
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'bellboard'])
      .status === 0 || spawnSync('adduser', ['-S', '-D', '-H', 'bellboard']).status === 0
  const account = made ? look('bellboard') : undefined
  if (!account)
    throw new Refusal(
      'PostgreSQL does not run as root, and no user "bellboard" could be made: add one (useradd --system bellboard).',
    )
  return account
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C in a terminal reaches only the script that started it.
 * @param {Account | undefined} account
 * @param {string} command absolute path
 * @param {string[]} args
 * @param {{ paths: string[], stdio: import('node:child_process').StdioOptions }} options `paths` must be reachable by the account
 */
export function spawnAs(account, command, args, { paths, stdio }) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const options = { stdio, env, cwd: '/', detached: true }
  if (!account) return spawn(command, args, options)
  const { uid, gid } = account
  if ([command, ...paths].every((path) => canReach(account, path)))
    return spawn(command, args, { ...options, uid, gid })
  const setpriv = borrowed(account, paths[0] ?? command)
  return spawn('setpriv', [...setpriv, command, ...args], options)
}

/** A checkout under /root (0700): the account may pass through folders, and keeps that right in what it starts. Containers
 *  often have only the stronger of the two capabilities to give. */
function borrowed({ uid, gid, name }, folder) {
  for (const capability of ['dac_read_search', 'dac_override']) {
    const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
    const flags = [...who, `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
    if (spawnSync('setpriv', [...flags, 'test', '-e', folder]).status === 0) return flags
  }
  throw new Refusal(
    `${name} cannot enter ${folder}: move Bellboard to a folder that others may pass, such as /opt/bellboard.`,
  )
}

/** Whether the account may read it, and pass every folder above it. @param {Account} account @param {string} path */
export const canReach = ({ uid, gid }, path) => spawnSync('test', ['-r', path], { uid, gid }).status === 0
