import { Notice } from '@/components/shell/notice'

/** A ticket that is not there, or not for this person: the two look the same. */
export default function StoryNotFound() {
  return <Notice kind="notFound" />
}
