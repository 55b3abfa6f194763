#!/usr/bin/env node
/**
 * Bellboard against its peers, on one machine in one run: Socket.IO bare and behind an equal signed-in route, the same
 * stream with a connection to Redis for every browser, and the floor that Redis itself sets. Prints a table and writes
 * docs/benchmarks.md with its charts.
 *
 *   node bench/bench.mjs [--rounds 5] [--seconds 8] [--sweep-rounds 5] [--sweep-seconds 8] [--no-sweeps]
 *                        [--only bellboard,socketio,xread,bare] [--quick] [--no-build]
 *
 * `--quick` is a minute's smoke of every part and writes nothing; `--no-build` takes the builds that are there. It brings servers of its own, on loopback.
 */
await import('./live/main.mjs')
