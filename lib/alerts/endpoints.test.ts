import { describe, expect, it } from 'vitest'
import { isPushService } from './endpoints'

process.env.PUSH_ALLOW = 'http://127.0.0.1:4410'

describe('a push goes', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-par02p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
    // Allowed by name.
    'http://127.0.0.1:4410/abc',
  ])('to %s', (endpoint) => expect(isPushService(endpoint)).toBe(true))

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://evil.example/fcm.googleapis.com',
    'https://evilpush.apple.com.example/',
    'https://notpush.apple.com/',
    'https://x@fcm.googleapis.com/abc',
    'https://fcm.googleapis.com@127.0.0.1/abc',
    'http://127.0.0.1:6379/',
    'http://127.0.0.1:44100/',
    'https://127.0.0.1:4410/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'file:///etc/passwd',
    'not a url',
  ])('not to %s', (endpoint) => expect(isPushService(endpoint)).toBe(false))
})
