import { dayOf, dayText } from '../../../domain/calendar.js'
import type { ApiToken } from '../../../services/api-tokens.js'
import type { OpenSession } from '../../../services/sign-in.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, momentIn } from '../formats.js'
import { Button, type DeskView, Table, deskPage } from '../frame.js'

const COLUMNS = ['since', 'until', 'which'] as const
const TOKEN_COLUMNS = ['label', 'made', 'until', 'used'] as const

/** Every browser in which the officer is signed in, every token that works, and the one button that ends them all. */
export function sessionsPage(
  view: DeskView,
  open: readonly OpenSession[],
  tokens: readonly ApiToken[],
): Html {
  const { words, session } = view
  const title = words('frame.parts.sessions')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('sessions.line')}</p>
      <Table label={title} columns={COLUMNS.map((column) => words(`sessions.columns.${column}`))}>
        {open.map(({ tokenHash, madeAt, expiresAt }) => (
          <tr>
            <th scope="row">{momentIn(madeAt)}</th>
            <td>{momentIn(expiresAt)}</td>
            <td>{words(tokenHash === session.tokenHash ? 'sessions.this' : 'sessions.other')}</td>
          </tr>
        ))}
      </Table>
      {tokens.length > 0 && <Tokens view={view} tokens={tokens} />}
      <Button view={view} action="/dashboard/sign-out/everywhere" label={words('sessions.everywhere')} />
    </>,
  )
}

function Tokens({ view: { words }, tokens }: { view: DeskView; tokens: readonly ApiToken[] }) {
  const title = words('frame.parts.tokens')
  return (
    <section>
      <h2>{title}</h2>
      <p class="soft">{words('sessions.tokens')}</p>
      <Table label={title} columns={TOKEN_COLUMNS.map((column) => words(`tokens.columns.${column}`))}>
        {tokens.map(({ label, madeAt, expiresAt, lastUsedOn }) => (
          <tr>
            <th scope="row">{label}</th>
            <td>{dayIn(dayOf(madeAt))}</td>
            <td>{dayIn(dayOf(expiresAt))}</td>
            <td>{lastUsedOn === null ? words('tokens.unused') : dayIn(dayText(lastUsedOn))}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
