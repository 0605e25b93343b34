import { randomUUID } from 'node:crypto'
import { dayOf, dayText } from '../../../domain/calendar.js'
import { type ApiToken, LONGEST_LABEL, MOST_DAYS } from '../../../services/api-tokens.js'
import type { Html } from '../../pages/layout.js'
import { dayIn } from '../formats.js'
import { Button, type DeskView, Form, Table, deskPage } from '../frame.js'

const GIVEN_DAYS = 90
const COLUMNS = ['label', 'made', 'until', 'used', 'state'] as const

/** The own tokens, and how one more is made. */
export function tokensPage(view: DeskView, tokens: readonly ApiToken[], now: Date): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.tokens'),
    <>
      <p class="soft">{words('tokens.line')}</p>
      {tokens.length === 0 ? <p>{words('tokens.none')}</p> : <Tokens view={view} tokens={tokens} now={now} />}
      <section class="card">
        <h2>{words('tokens.make')}</h2>
        <Form view={view} action="/dashboard/tokens">
          <input type="hidden" name="once" value={randomUUID()} />
          <label>
            {words('tokens.label')}
            <input name="label" maxlength={LONGEST_LABEL} autocomplete="off" required />
          </label>
          <label>
            {words('tokens.days', { most: MOST_DAYS })}
            <input
              name="days"
              type="number"
              inputmode="numeric"
              min="1"
              max={MOST_DAYS}
              value={GIVEN_DAYS}
              required
            />
          </label>
          <button type="submit">{words('tokens.make')}</button>
        </Form>
      </section>
    </>,
  )
}

function Tokens({ view, tokens, now }: { view: DeskView; tokens: readonly ApiToken[]; now: Date }) {
  const { words } = view
  const columns = COLUMNS.map((column) => words(`tokens.columns.${column}`))
  return (
    <Table label={words('frame.parts.tokens')} columns={columns}>
      {tokens.map(({ id, label, madeAt, expiresAt, revokedAt, lastUsedOn }) => (
        <tr>
          <th scope="row">{label}</th>
          <td>{dayIn(dayOf(madeAt))}</td>
          <td>{dayIn(dayOf(expiresAt))}</td>
          <td>{lastUsedOn === null ? words('tokens.unused') : dayIn(dayText(lastUsedOn))}</td>
          <td>
            {revokedAt !== null ? (
              words('tokens.revoked', { day: dayIn(dayOf(revokedAt)) })
            ) : expiresAt <= now ? (
              words('tokens.over')
            ) : (
              <Button view={view} action={`/dashboard/tokens/${id}/revoke`} label={words('tokens.revoke')} />
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** The one page on which a token stands. */
export function newTokenPage(view: DeskView, { token, label }: { token: string; label: string }): Html {
  const { words } = view
  return deskPage(
    view,
    words('tokens.made'),
    <>
      <section class="card">
        <p>{words('tokens.made-line', { label })}</p>
        <p class="api-token">
          <code>{token}</code>
        </p>
        <p>{words('tokens.how')}</p>
      </section>
      <a class="door" href="/dashboard/tokens">
        <strong>{words('frame.back')}</strong>
      </a>
    </>,
  )
}
