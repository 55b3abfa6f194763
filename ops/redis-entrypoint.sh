#!/bin/sh
# Redis in a container: ops/redis.conf, then what only this place knows. The password is in a file that only Redis reads.
set -eu
umask 077
config=/tmp/redis.conf
{
  cat /usr/local/etc/redis.conf
  echo 'bind * -::*'
  echo 'port 6379'
  echo 'dir /data'
  echo "appendfsync ${APPENDFSYNC:-everysec}"
  password=$(tr -d '\r\n' < "${REDIS_PASSWORD_FILE:-/run/secrets/redis}")
  echo "requirepass $password"
  # Either of two may be the primary tomorrow.
  echo "masterauth $password"
  [ -z "${ANNOUNCE:-}" ] || echo "replica-announce-ip $ANNOUNCE"
  [ -z "${REPLICA_OF:-}" ] || echo "replicaof $REPLICA_OF"
} > "$config"
if [ "$(id -u)" = 0 ]; then
  chown redis:redis "$config"
  find /data \! -user redis -exec chown redis:redis '{}' +
  exec setpriv --reuid=redis --regid=redis --init-groups redis-server "$config"
fi
exec redis-server "$config"
