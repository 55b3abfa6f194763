#!/usr/bin/env node
/**
 * Bellboard against its peers, on one machine in one run: Socket.IO bare and behind an equal signed-in route, the same
 * stream with a connection to Redis for every browser, and the floor that Redis itself sets. Prints a table and writes
 * docs/benchmarks.md with its charts.
 *
 *   node bench/bench.mjs [--rounds 5] [--seconds 8] [--sweep-rounds 5] [--sweep-seconds 8] [--no-sweeps] [--sweeps rate:2,watched,connections:2]
 *                        [--only bellboard,socketio,xread,bare] [--quick] [--no-build]
 *
 * Ends with 1, once everything is written, when a bar was missed: lost, doubled or strange deliveries are one of them.
 *
 * A sweep with a number takes part in that many rounds. `--only` and `--quick` write nothing: `--quick` is a minute's smoke of every part; `--no-build` takes the builds that are there. It brings servers of its own, on loopback.
 */
await import('./live/main.mjs')
