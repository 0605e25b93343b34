import type { OpenSession } from '../../../services/sign-in.js'
import type { Html } from '../../pages/layout.js'
import { momentIn } from '../formats.js'
import { Button, type DeskView, Table, deskPage } from '../frame.js'

const COLUMNS = ['since', 'until', 'which'] as const

/** Every browser in which the officer is signed in, and the one button that ends them all. */
export function sessionsPage(view: DeskView, open: readonly OpenSession[]): Html {
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
      <Button view={view} action="/dashboard/sign-out/everywhere" label={words('sessions.everywhere')} />
    </>,
  )
}
