import { LONGEST } from '../../../domain/announcement-check.js'
import { ANNOUNCEMENT_KINDS, type AnnouncementKind } from '../../../domain/announcement.js'
import type { OfficePlace } from '../../../services/officers.js'
import type { Html } from '../../pages/layout.js'
import { type DeskView, Form, Meanwhile, deskPage } from '../frame.js'
import { Shown, type ShownWords } from './announcement-shown.js'

const PATH = '/dashboard/announcements'

/** What stands in the fields, as typed. */
export interface Typed {
  place: string
  body: string
  lesson: string
  title: string
  date: string
  time: string
  venue: string
}

export const NOTHING_TYPED: Typed = {
  place: '',
  body: '',
  lesson: '',
  title: '',
  date: '',
  time: '',
  venue: '',
}

export interface FormSeen {
  kind: AnnouncementKind
  typed: Typed
  places: readonly OfficePlace[]
  lessons: readonly { id: string; title: string }[]
  /** Of a new one; what is changed has its version and number. */
  of: { once: string } | { id: number; version: number }
  /** Why it was not kept. */
  sentence?: string
  /** What somebody else has kept meanwhile. */
  meanwhile?: ShownWords | null
}

/** Which kind it is to be. */
export function announcementKindsPage(view: DeskView): Html {
  const { words } = view
  return deskPage(
    view,
    words('announcements.which'),
    <>
      <div class="doors">
        {ANNOUNCEMENT_KINDS.map((kind) => (
          <a class="door" href={`${PATH}/new?kind=${kind}`}>
            <strong>{words(`announcements.kind.${kind}`)}</strong>
            <span class="soft">{words(`announcements.kind-line.${kind}`)}</span>
          </a>
        ))}
      </div>
      <h2>{words('announcements.templates.title')}</h2>
      <p>
        <a href={`${PATH}/new?kind=event&template=hoi-cay`}>{words('announcements.templates.hoi-cay')}</a>
      </p>
      <p>
        <a href={PATH}>{words('announcements.back')}</a>
      </p>
    </>,
  )
}

/** The form of a new announcement, or of one that is changed. */
export function announcementFormPage(view: DeskView, seen: FormSeen): Html {
  const { words } = view
  const { kind, typed, places, of, sentence, meanwhile } = seen
  const isNew = 'once' in of
  return deskPage(
    view,
    words(`announcements.kind.${kind}`),
    <>
      {sentence !== undefined && (
        <p class="note amber" role="alert">
          {sentence}
        </p>
      )}
      {meanwhile !== undefined && (
        <Meanwhile view={view}>
          <Shown view={view} shown={meanwhile} />
        </Meanwhile>
      )}
      <p class="soft">{words(kind === 'lesson' ? 'announcements.kind-line.lesson' : 'announcements.how')}</p>
      <Form view={view} action={isNew ? PATH : `${PATH}/${of.id}/change`}>
        <input type="hidden" name="kind" value={kind} />
        {isNew ? (
          <input type="hidden" name="once" value={of.once} />
        ) : (
          <input type="hidden" name="version" value={String(of.version)} />
        )}
        <label>
          {words('announcements.fields.place')}
          <select name="place" required>
            {places.map(({ id, name, level }) => (
              <option value={id} selected={id === typed.place}>
                {name}
                {level === 'branch' ? '' : ` (${words(`announcements.level.${level}`)})`}
              </option>
            ))}
          </select>
        </label>
        <Fields view={view} seen={seen} />
        <button type="submit" class="primary">
          {words('announcements.keep')}
        </button>
      </Form>
      {isNew && <Inside view={view} kind={kind} places={places} />}
      <p>
        <a href={isNew ? PATH : `${PATH}/${of.id}`}>{words('frame.back')}</a>
      </p>
    </>,
  )
}

function Fields({ view: { words }, seen }: { view: DeskView; seen: FormSeen }) {
  const { kind, typed, lessons } = seen
  if (kind === 'text')
    return (
      <label>
        {words('announcements.fields.body')}
        <textarea name="body" rows={4} required>
          {typed.body}
        </textarea>
      </label>
    )
  if (kind === 'lesson')
    return (
      <label>
        {words('announcements.fields.lesson')}
        <select name="lesson" required>
          {lessons.map(({ id, title }) => (
            <option value={id} selected={id === typed.lesson}>
              {title}
            </option>
          ))}
        </select>
      </label>
    )
  return (
    <>
      <label>
        {words('announcements.fields.title')}
        <input name="title" value={typed.title} maxlength={LONGEST.title * 2} required autocomplete="off" />
      </label>
      <label>
        {words('announcements.fields.date')}
        <input type="date" name="date" value={typed.date} required />
      </label>
      <label>
        {words('announcements.fields.time')}
        <input type="time" name="time" value={typed.time} required />
      </label>
      <label>
        {words('announcements.fields.venue')}
        <input name="venue" value={typed.venue} maxlength={LONGEST.venue * 2} required autocomplete="off" />
      </label>
      <label>
        {words('announcements.fields.event-body')}
        <input name="body" value={typed.body} maxlength={LONGEST.eventBody * 2} autocomplete="off" />
      </label>
    </>
  )
}

/** The branches of a commune, where there are too many to list all. */
function Inside({
  view: { words },
  kind,
  places,
}: {
  view: DeskView
  kind: AnnouncementKind
  places: readonly OfficePlace[]
}) {
  const communes = places.filter(({ level }) => level === 'commune')
  if (places.some(({ level }) => level === 'branch') || communes.length === 0) return <></>
  return (
    <form method="get" action={`${PATH}/new`} class="fields">
      <p>{words('announcements.inside.line')}</p>
      <input type="hidden" name="kind" value={kind} />
      <label>
        {words('announcements.inside.label')}
        <select name="in">
          {communes.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
      </label>
      <button type="submit">{words('announcements.inside.button')}</button>
    </form>
  )
}
