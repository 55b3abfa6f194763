/** Where the bytes of photos lie: a folder, or an S3-compatible store. Keys are made of ids, never of what a person typed. */
import 'server-only'
import path from 'node:path'
import { env, type PhotoPlace } from '@/lib/env'
import { once } from '@/lib/once'
import { DiskStorage } from './disk'
import { S3Storage } from './s3'

export interface Storage {
  /** Resolves when it outlives a crash. What was there under this key is replaced as a whole. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Null when there is nothing. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Dropping what is not there is no error. */
  drop(key: string): Promise<void>
}

export const storage = (): Storage => once('photos', () => storageAt(env()))

export const storageAt = ({ S3, BELLBOARD_DATA }: PhotoPlace): Storage =>
  S3 ? new S3Storage(S3) : new DiskStorage(path.join(BELLBOARD_DATA, 'photos'))
