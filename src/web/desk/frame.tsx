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
  /** The path of this page. */
  here: string
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
]

type Of<T = unknown> = PropsWithChildren<{ view: DeskView } & T>

/** A page of a signed-in officer, with the ways to the others and out; `script` is a module of `/assets`. */
export function deskPage(view: DeskView, title: string, body: Child, script?: string): Html {
  const { asset, language, words } = view
  const whole = (
    <main class="column wide">
      <Menu view={view} />
      <h1>{title}</h1>
      {body}
    </main>
  )
  return page({
    title: `${title} – ${site.name}`,
    kind: 'dense',
    language,
    larger: words('frame.larger'),
    body: whole,
    asset,
    ...(script === undefined ? {} : { script }),
  })
}

function Menu({ view }: Of) {
  const { session, words, here } = view
  const { role, agency } = session.officer
  const shown = PARTS.filter(
    (part) => part.for === null || (part.for === 'agency' ? agency !== null : may(role, part.for)),
  )
  return (
    <nav class="ways" aria-label={words('frame.menu')}>
      {shown.map(({ href, name }) => (
        <a href={href} aria-current={href === here ? 'page' : undefined}>
          {words(`frame.parts.${name}`)}
        </a>
      ))}
      <LanguageSwitch view={view} />
      <Button view={view} action="/dashboard/sign-out" label={words('frame.sign-out')} />
    </nav>
  )
}

const LANGUAGE_NAMES: Record<DeskLanguage, string> = { vi: 'Tiếng Việt', en: 'English' }

/** The way to the same page in the other language, named in that language. */
export function LanguageSwitch({ view: { language, here } }: { view: Pick<DeskView, 'language' | 'here'> }) {
  const other = LANGUAGES.find((one) => one !== language)!
  return (
    <a href={`/dashboard/language/${other}?back=${encodeURIComponent(here)}`} lang={other} hreflang={other}>
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
}: Of<{ action: string; upload?: boolean }>) => (
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
