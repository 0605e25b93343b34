import { type DeadLetter, LETTERS_SHOWN } from '../../../services/dead-letter-desk.js'
import type { Html } from '../../pages/layout.js'
import { momentIn } from '../formats.js'
import { Button, type DeskView, Table, deskPage } from '../frame.js'
import { hasWords } from '../words.js'

const COLUMNS = ['at', 'what', 'kind', 'channel', 'why', 'id', 'deed'] as const

/** The newest first: kinds and codes, never a text, nor who it was for. */
export function deadLettersPage(view: DeskView, letters: readonly DeadLetter[]): Html {
  const { words } = view
  const title = words('frame.parts.dead-letters')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('dead-letters.line')}</p>
      {letters.length === 0 ? (
        <p>{words('dead-letters.none')}</p>
      ) : (
        <Table label={title} columns={COLUMNS.map((column) => words(`dead-letters.columns.${column}`))}>
          {letters.map((letter) => (
            <Letter view={view} letter={letter} />
          ))}
        </Table>
      )}
      {letters.length >= LETTERS_SHOWN && <p>{words('dead-letters.most', { most: LETTERS_SHOWN })}</p>}
    </>,
  )
}

function Letter({ view, letter }: { view: DeskView; letter: DeadLetter }) {
  const { words } = view
  const { id, what, kind, channel, at, why } = letter
  // The store counts tries in English; everything else is a code.
  const tries = /^(\d+) tries$/.exec(why)?.[1]
  const named = (key: string, given: string): string => (hasWords(key) ? words(key) : given)
  return (
    <tr>
      <th scope="row">{momentIn(at)}</th>
      <td>{words(`dead-letters.whats.${what}`)}</td>
      <td>{kind === null ? words('dead-letters.forgotten') : named(`dead-letters.kinds.${kind}`, kind)}</td>
      <td>{named(`dead-letters.channels.${channel}`, channel)}</td>
      <td>
        {tries === undefined
          ? named(`dead-letters.whys.${why}`, why)
          : words('dead-letters.tries', { tries })}
      </td>
      <td>{id}</td>
      <td>
        <Button
          view={view}
          action={`/dashboard/dead-letters/${id}/again`}
          label={words('dead-letters.again')}
        />
        <Button
          view={view}
          action={`/dashboard/dead-letters/${id}/drop`}
          label={words('dead-letters.drop')}
        />
      </td>
    </tr>
  )
}
