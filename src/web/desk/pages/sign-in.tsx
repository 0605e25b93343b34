import type { Child } from 'hono/jsx'
import type { WaitingBrowser } from '../../../services/sign-in.js'
import { type Html, page } from '../../pages/layout.js'
import { thingPicture } from '../../pages/things.js'
import { words as site } from '../../words.js'
import { type DeskView, Form, LanguageSwitch } from '../frame.js'

/** What a page shows to a browser that is nobody's yet. */
export type DoorView = Pick<DeskView, 'formToken' | 'asset' | 'language' | 'words' | 'here'>

const STEPS = ['open', 'choose', 'type'] as const

const clockTime = (at: Date): string =>
  at.toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

function doorPage(view: DoorView, title: string, body: Child, script?: string): Html {
  const whole = (
    <main class="column">
      <nav class="ways" aria-label={LANGUAGES_LABEL}>
        <LanguageSwitch view={view} />
      </nav>
      <h1>{title}</h1>
      {body}
    </main>
  )
  return page({
    title: `${title} – ${site.name}`,
    kind: 'dense',
    language: view.language,
    larger: view.words('frame.larger'),
    body: whole,
    asset: view.asset,
    ...(script === undefined ? {} : { script }),
  })
}

/** Read by whoever has not chosen a language yet. */
const LANGUAGES_LABEL = 'Ngôn ngữ – Language'

/** Two words and a picture to be confirmed in the chat; once they are, the way in. */
export function signInPage(
  view: DoorView,
  { words: two, picture, expiresAt, isConfirmed }: WaitingBrowser,
): Html {
  const { words } = view
  const body = isConfirmed ? (
    <>
      <p>{words('sign-in.ready')}</p>
      <WayIn view={view} />
    </>
  ) : (
    <>
      <ol>
        {STEPS.map((step) => (
          <li>{words(`sign-in.steps.${step}`)}</li>
        ))}
      </ol>
      <section class="card shown">
        {thingPicture(picture, words('sign-in.picture', { thing: words(`sign-in.things.${picture}`) }))}
        <p class="two-words">
          <span class="unseen">{words('sign-in.words')}:</span> <span lang="vi">{two}</span>
        </p>
      </section>
      <p class="soft">{words('sign-in.until', { time: clockTime(expiresAt) })}</p>
      <a class="door" href="/dashboard/sign-in" id="again">
        <strong>{words('sign-in.refresh')}</strong>
      </a>
    </>
  )
  return doorPage(view, words('sign-in.title'), body, 'sign-in.js')
}

/** Only its button uses the link up, so that whoever previews the message does not. */
export function enterPage(view: DoorView): Html {
  const { words } = view
  return doorPage(
    view,
    words('sign-in.enter'),
    <>
      <p>{words('sign-in.enter-line')}</p>
      <p class="soft">{words('sign-in.enter-care')}</p>
      <WayIn view={view} />
    </>,
  )
}

const WayIn = ({ view }: { view: DoorView }) => (
  <Form view={view} action={view.here}>
    <button type="submit" id="enter" class="door primary">
      <strong>{view.words('sign-in.enter')}</strong>
    </button>
  </Form>
)
