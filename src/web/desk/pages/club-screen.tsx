import type { OpenSession, ShownChoice, ShownScreen } from '../../../services/club.js'
import { type Html, page } from '../../pages/layout.js'
import { words as site } from '../../words.js'
import { type DeskView, Form } from '../frame.js'

/** One screen of a lesson in type that a room can read, with nothing around it that does not help. */
export function clubScreenPage(view: DeskView, open: OpenSession): Html {
  const { words, asset, language } = view
  const { session, title, screen } = open
  const heading = title ?? words('club.gone')
  return page({
    title: `${heading} – ${site.name}`,
    kind: 'dense',
    language,
    larger: words('frame.larger'),
    asset,
    body: (
      <main class="club" id="content">
        <h1>{heading}</h1>
        {screen === null && <p>{words('club.gone-line')}</p>}
        {session.endedAt === null ? <Running view={view} open={open} /> : <Over view={view} open={open} />}
        <nav class="ways" aria-label={words('frame.parts.club')}>
          <a href={`/dashboard/club/${session.id}/roll`}>{words('club.roll')}</a>
          <a href="/dashboard/club">{words('club.all')}</a>
        </nav>
      </main>
    ),
  })
}

type Of = { view: DeskView; open: OpenSession }

function Running({ view, open: { session, screen, nth, of } }: Of) {
  const { words } = view
  const { id, version } = session
  const isLast = nth >= of
  return (
    <>
      {screen !== null && (
        <>
          <p class="soft">{words('club.nth', { nth, of })}</p>
          <Lines of={screen} />
          {screen.kind === 'answer' && <Answer view={view} of={screen} />}
          {isLast && <p class="soft">{words('club.last')}</p>}
          <Form view={view} action={`/dashboard/club/${id}/move`}>
            <input type="hidden" name="version" value={version} />
            {screen.kind === 'question' && <Hands view={view} choices={screen.choices} />}
            <div class="moves">
              {!isLast && (
                <button type="submit" name="to" value="on" class="door primary">
                  <strong>{words(screen.kind === 'question' ? 'club.see-answer' : 'club.next')}</strong>
                </button>
              )}
              {nth > 1 && (
                <button type="submit" name="to" value="back" class="door">
                  <strong>{words('club.back')}</strong>
                </button>
              )}
            </div>
          </Form>
        </>
      )}
      <End view={view} id={id} version={version} />
    </>
  )
}

/** Asked once more: an ended session does not go on. */
const End = ({ view, id, version }: { view: DeskView; id: number; version: number }) => (
  <details class="end">
    <summary>{view.words('club.end')}</summary>
    <p>{view.words('club.end-line')}</p>
    <Form view={view} action={`/dashboard/club/${id}/end`}>
      <input type="hidden" name="version" value={version} />
      <button type="submit">{view.words('club.end-sure')}</button>
    </Form>
  </details>
)

const Lines = ({ of: { lines } }: { of: ShownScreen }) => (
  <div class="lines" lang="vi">
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </div>
)

const Hands = ({ view: { words }, choices }: { view: DeskView; choices: readonly ShownChoice[] }) => (
  <fieldset>
    <legend>{words('club.hands')}</legend>
    {choices.map(({ id, label, hands }, nth) => (
      <label class="choice">
        <span lang="vi">
          {nth + 1}. {label}
        </span>
        <input type="number" name={`hands.${id}`} min="0" max="999" inputmode="numeric" value={hands} />
      </label>
    ))}
  </fieldset>
)

const Answer = ({
  view: { words },
  of: { choices, right, why },
}: {
  view: DeskView
  of: Extract<ShownScreen, { kind: 'answer' }>
}) => (
  <>
    <ol class="choices" lang="vi">
      {choices.map(({ label, hands, isRight }) => (
        <li class={isRight ? 'right' : undefined}>
          {label} <span class="soft">{words('club.counted', { n: hands })}</span>
        </li>
      ))}
    </ol>
    <p class="answer">{words('club.answer', { choice: right })}</p>
    <p lang="vi">{why}</p>
  </>
)

const Over = ({ view, open: { session, counted } }: Of) => {
  const { words } = view
  const { present, guests } = session
  return (
    <>
      <p>{words('club.over')}</p>
      <p>
        {words('club.columns.present')}: {words('club.people', { present: present + guests, guests })}
      </p>
      <h2>{words('club.counted-line')}</h2>
      {counted.length === 0 && <p>{words('club.no-hands')}</p>}
      {counted.map((answer) => (
        <section>
          <Lines of={answer} />
          <Answer view={view} of={answer} />
        </section>
      ))}
    </>
  )
}
