import type { Child, PropsWithChildren } from 'hono/jsx'
import { type Ability, may } from '../../domain/role.js'
import type { OfficerSession } from '../../services/sign-in.js'
import type { AssetPath, Html } from '../pages/layout.js'
import { page } from '../pages/layout.js'
import { words as site } from '../words.js'
import { type DeskLanguage, type DeskWords, LANGUAGES } from './words.js'

/** What every page of a signed-in officer needs. */
export interface DeskView {
  session: OfficerSession
  /** Stands in every form. */
  formToken: string
  asset: AssetPath
  language: DeskLanguage
  words: DeskWords
  /** Whether the figures are invented: the frame says so above every page. */
  isDemo: boolean
  /** The path of this page. */
  here: string
  /** What follows the path, with its `?`; empty when nothing does. */
  query?: string
  /** Whether the page answers a form: it cannot be opened again, so not in the other language either. */
  isAnswer?: boolean
}

/** The parts of the desk in the order of the menu, and who finds them there. */
const PARTS: readonly { href: string; name: string; for: Ability | 'agency' | null }[] = [
  { href: '/dashboard', name: 'overview', for: null },
  { href: '/dashboard/communes', name: 'communes', for: 'read-releases' },
  { href: '/dashboard/skills', name: 'skills', for: 'read-releases' },
  { href: '/dashboard/awareness', name: 'awareness', for: 'read-releases' },
  { href: '/dashboard/scams', name: 'scams', for: 'read-releases' },
  { href: '/dashboard/releases', name: 'releases', for: 'read-releases' },
  { href: '/dashboard/indicators', name: 'indicators', for: 'agency' },
  { href: '/dashboard/members', name: 'members', for: 'see-members' },
  { href: '/dashboard/class-list', name: 'class-list', for: 'keep-class-lists' },
  { href: '/dashboard/care', name: 'care', for: 'see-members' },
  { href: '/dashboard/recognitions', name: 'recognitions', for: 'see-members' },
  { href: '/dashboard/club', name: 'club', for: 'run-club' },
  { href: '/dashboard/announcements', name: 'announcements', for: 'announce' },
  { href: '/dashboard/items', name: 'items', for: 'see-items' },
  { href: '/dashboard/dead-letters', name: 'dead-letters', for: 'mend-dead-letters' },
  { href: '/dashboard/officers', name: 'officers', for: 'invite-officers' },
  { href: '/dashboard/tokens', name: 'tokens', for: 'read-releases' },
  { href: '/dashboard/audit', name: 'audit', for: 'read-audit' },
  { href: '/dashboard/sessions', name: 'sessions', for: null },
]

type Of<T = unknown> = PropsWithChildren<{ view: DeskView } & T>

/** A page of a signed-in officer, with the ways to the others and out; `script` is a module of `/assets`. */
export function deskPage(view: DeskView, title: string, body: Child, script?: string): Html {
  const { asset, language, words } = view
  const whole = (
    <div class="desk">
      <Menu view={view} />
      <main class="column wide" id="content">
        <h1>{title}</h1>
        {view.isDemo && <p class="note amber">{words('frame.demo')}</p>}
        {body}
      </main>
    </div>
  )
  return page({
    title: `${title} – ${site.name}`,
    kind: 'dense',
    language,
    larger: words('frame.larger'),
    skip: words('frame.skip'),
    body: whole,
    asset,
    ...(script === undefined ? {} : { script }),
  })
}

/** Folded on a phone; beside the page where there is room. */
function Menu({ view }: Of) {
  const { session, words, here } = view
  const { role, agency, name } = session.officer
  const shown = PARTS.filter(
    (part) => part.for === null || (part.for === 'agency' ? agency !== null : may(role, part.for)),
  )
  return (
    <nav class="menu" aria-label={words('frame.menu')}>
      <details>
        <summary>{words('frame.menu')}</summary>
        <ul>
          {shown.map((part) => (
            <li>
              <a href={part.href} aria-current={currentAt(part.href, here)}>
                {words(`frame.parts.${part.name}`)}
              </a>
            </li>
          ))}
        </ul>
      </details>
      <div class="who">
        <p>
          <bdi>{name}</bdi> <span class="soft">{words(`roles.${role}`)}</span>
        </p>
        <LanguageSwitch view={view} />
        <Button view={view} action="/dashboard/sign-out" label={words('frame.sign-out')} />
      </div>
    </nav>
  )
}

/** The page itself, or the part it lies in; the overview is no part but a page. */
function currentAt(href: string, here: string): 'page' | 'true' | undefined {
  if (href === here) return 'page'
  return href !== '/dashboard' && here.startsWith(`${href}/`) ? 'true' : undefined
}

const LANGUAGE_NAMES: Record<DeskLanguage, string> = { vi: 'Tiếng Việt', en: 'English' }

type Placed = Pick<DeskView, 'language' | 'here' | 'query' | 'isAnswer'>

/** The way to the same page in the other language, named in that language. */
export function LanguageSwitch({ view }: { view: Placed }) {
  const { language, here, query = '', isAnswer = false } = view
  if (isAnswer) return null
  const other = LANGUAGES.find((one) => one !== language)!
  const href = `/dashboard/language/${other}?back=${encodeURIComponent(here + query)}`
  return (
    <a href={href} lang={other} hreflang={other}>
      {LANGUAGE_NAMES[other]}
    </a>
  )
}

/** A form with its token, and whatever it asks. */
export const Form = ({
  view,
  action,
  children,
  upload = false,
}: PropsWithChildren<{ view: Pick<DeskView, 'formToken'>; action: string; upload?: boolean }>) => (
  <form method="post" action={action} class="fields" enctype={upload ? 'multipart/form-data' : undefined}>
    <input type="hidden" name="token" value={view.formToken} />
    {children}
  </form>
)

/** A form of one button. */
export const Button = ({ view, action, label }: Of<{ action: string; label: string }>) => (
  <Form view={view} action={action}>
    <button type="submit">{label}</button>
  </Form>
)

/** What somebody else has kept meanwhile, above the form that holds what was typed. */
export const Meanwhile = ({ view: { words }, children }: Of) => (
  <section class="card">
    <h2>{words('frame.meanwhile.title')}</h2>
    {children}
    <p>{words('frame.meanwhile.line')}</p>
  </section>
)

/** A table that scrolls in itself on a narrow screen; rows are `<tr>`. */
export const Table = ({
  label,
  columns,
  children,
}: PropsWithChildren<{ label: string; columns: readonly string[] }>) => (
  <div class="scrolling" role="region" aria-label={label} tabindex={0}>
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)
