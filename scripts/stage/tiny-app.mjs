/** Stands in for the app where the start itself is tried: it answers, says who it is, and can be told to crash. */
import { createServer } from 'node:http'

createServer((request, response) => {
  if (request.url === '/crash') process.exit(3)
  response.end(JSON.stringify({ pid: process.pid, database: process.env.DATABASE_URL, redis: process.env.REDIS_URL }))
}).listen(Number(process.env.PORT), process.env.HOST)
