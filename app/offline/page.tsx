import { OfflineDesk } from '@/components/shell/offline-desk'

/** What the service worker shows when the hotel does not answer, whatever page was asked for. The server knows nobody here
 *  (see proxy.ts): the page fills itself from what lies on the device. */
export default function OfflinePage() {
  return <OfflineDesk />
}
