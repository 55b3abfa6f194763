/** Servers of a test run must not outlive it, even when it is killed with -9 and can clean up nothing. */
import { spawn } from 'node:child_process'

// Reads until whoever holds the other end is gone; then stops every server with a pid file in the folder, and removes it.
const WATCH = `
  cat > /dev/null
  for file in "$1"/postgres/postmaster.pid "$1"/redis/redis.pid "$1"/*.pid; do
    [ -f "$file" ] && kill -QUIT "$(head -n 1 "$file")" 2> /dev/null
  done
  sleep 1
  rm -rf "$1"`

/**
 * @param {string} folder where the servers have their data, in \`postgres\` and \`redis\`
 * @returns {() => void} lets go, when everything has been stopped in order
 */
export function leash(folder) {
  const watcher = spawn('sh', ['-c', WATCH, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watcher.unref()
  const { stdin } = watcher
  // An open pipe would keep this process alive.
  if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return () => watcher.kill('SIGKILL')
}
