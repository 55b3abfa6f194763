import { redirect } from 'next/navigation'

/** What is set first is who works here; that page knows who may. */
export default function SettingsPage() {
  redirect('/settings/people')
}
