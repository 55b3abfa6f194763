import { useTranslations } from 'next-intl'
import { PageFrame } from '@/components/shell/page-frame'
import type { AuditPage } from '@/lib/audit/schema'
import type { Retention } from '@/lib/privacy/schema'
import { AuditSection } from './audit-section'
import { PersonSection } from './person-section'
import { RetentionSection } from './retention-section'

interface Props {
  /** Null where it is not theirs to set. */
  retention: Retention | null
  audit: AuditPage
}

/** How long things are kept, what is held of a person, and what was done about either. */
export function PrivacySettings({ retention, audit }: Props) {
  const t = useTranslations('privacySettings')
  return (
    <PageFrame title={t('title')}>
      {retention ? <RetentionSection initial={retention} /> : null}
      <PersonSection mayErase={retention !== null} />
      <AuditSection key={audit.items[0]?.id} first={audit} />
    </PageFrame>
  )
}
