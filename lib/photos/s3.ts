/** Photos in a bucket of an S3-compatible store, which every process of the hotel reaches, wherever it runs. */
import 'server-only'
import { AwsClient } from 'aws4fetch'
import type { S3Store } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { Storage } from './storage'

const DEADLINE_MS = 6_000

/** Throws `unavailable` when the store does not answer in time, or refuses. */
export class S3Storage implements Storage {
  private readonly client: AwsClient

  constructor(private readonly settings: S3Store) {
    this.client = new AwsClient({
      accessKeyId: settings.accessKey,
      secretAccessKey: settings.secretKey,
      region: settings.region,
      service: 's3',
      // Whoever waits asks again; the answer must not be late.
      retries: 0,
    })
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const body = Uint8Array.from(bytes)
    await this.ask('PUT', key, { body, headers: { 'content-length': String(body.byteLength) } })
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const response = await this.ask('GET', key)
    return response.status === 404 ? null : new Uint8Array(await read(response, key))
  }

  async drop(key: string): Promise<void> {
    await this.ask('DELETE', key)
  }

  private async ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const { endpoint, bucket } = this.settings
    const asked = this.client.fetch(`${endpoint}/${bucket}/${key}`, {
      ...init,
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    const response = await asked.catch((cause: unknown) => {
      throw away(`${method} ${key}`, cause)
    })
    const isAbsent = response.status === 404 && method !== 'PUT'
    if (!response.ok && !isAbsent) throw away(`${method} ${key}: ${response.status} ${await read(response, key)}`)
    if (method !== 'GET' || isAbsent) await response.body?.cancel()
    return response
  }
}

const read = async (response: Response, key: string): Promise<ArrayBuffer> =>
  response.arrayBuffer().catch((cause: unknown) => {
    throw away(key, cause)
  })

const away = (what: string, cause?: unknown) =>
  new AppError('unavailable', 'photos_unavailable', {
    retryAfter: 5,
    cause: new Error(`photo store: ${what}`, { cause }),
  })
