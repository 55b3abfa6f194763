'use client'
import { useEffect } from 'react'
import { installWorker } from '@/lib/client/worker'

/** Makes this an app that starts without a network. For pages that come from the hotel, not from the device. */
export function Worker() {
  useEffect(() => void installWorker(), [])
  return null
}
