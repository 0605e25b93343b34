import type { ToldPlace } from '../../../services/desk-figures.js'
import type { Html } from '../../pages/layout.js'
import { dayNumber, dayText } from '../../../domain/calendar.js'
import { dayIn } from '../formats.js'
import type { Speaks } from '../figure-words.js'
import { type DeskView, deskPage } from '../frame.js'

/** What every page of figures says first: of which place, day and rule, and that invented people are invented. */
export function Head({
  view,
  told,
  path,
}: {
  view: Speaks & Partial<Pick<DeskView, 'isDemo'>>
  told: ToldPlace
  path: string
}) {
  const { words } = view
  const { plan, release, unit, choices } = told
  return (
    <>
      {release.isDemo && view.isDemo !== true && <p class="note amber">{words('frame.demo')}</p>}
      {choices.length > 0 && (
        <nav class="ways" aria-label={words('overview.choose')}>
          {choices.map(({ id, name, isChosen }) => (
            <a href={`${path}?of=${encodeURIComponent(id)}`} aria-current={isChosen ? 'true' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      )}
      <p class="soft">
        {words('overview.as-of', {
          place: unit.name,
          day: dayIn(dayText(release.snapshotOn)),
          rule: release.rule,
          made: dayIn(dayText(dayNumber(release.madeAt))),
        })}{' '}
        <span lang="vi">{plan.title}.</span>
      </p>
    </>
  )
}

/** Where nothing is published of what an officer may look at. */
export const nothingYetPage = (view: DeskView, title: string): Html =>
  deskPage(
    view,
    title,
    <section class="card">
      <p>{view.words('overview.nothing')}</p>
      <p>{view.words('overview.nothing-more')}</p>
    </section>,
  )

/** Ends every page of figures. */
export const Notes = ({ view, keys }: { view: Speaks; keys: readonly string[] }) => (
  <section class="card">
    <h2>{view.words('overview.notes')}</h2>
    {keys.map((key) => (
      <p>{view.words(key)}</p>
    ))}
  </section>
)
