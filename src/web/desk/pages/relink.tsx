import type { Html } from '../../pages/layout.js'
import { type DeskView, deskPage } from '../frame.js'

/** The one page on which three words for another chat stand. */
export function relinkPage(view: DeskView, learnerId: number, three: string): Html {
  const { words } = view
  return deskPage(
    view,
    words('members.relink.title'),
    <>
      <section class="card">
        <p>{words('members.relink.line', { id: learnerId })}</p>
        <p class="two-words" lang="vi">
          {three}
        </p>
        <p>{words('members.relink.how')}</p>
        <p class="soft">{words('members.relink.merge')}</p>
      </section>
      <a class="door" href="/dashboard/members">
        <strong>{words('frame.back')}</strong>
      </a>
    </>,
  )
}
