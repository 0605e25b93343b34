import type { Honours, Step } from '../../../services/recognition-list.js'
import type { Html } from '../../pages/layout.js'
import { dayIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import type { DeskWords } from '../words.js'

const COLUMNS = ['name', 'branch', 'since', 'until', 'rule', 'paper'] as const

export const stepWords = (words: DeskWords, { level, area }: Step): string =>
  level === 'vung'
    ? words('recognitions.step.vung', { area: area ?? '' })
    : words(`recognitions.step.${level}`)

/** Who holds a step today and agreed to be named, for khen thưởng. */
export function recognitionsPage(view: DeskView, honours: Honours): Html {
  const { words } = view
  const { steps, step, members, isCut } = honours
  return deskPage(
    view,
    words('frame.parts.recognitions'),
    <>
      <p class="soft">{words('recognitions.line')}</p>
      <nav class="ways" aria-label={words('recognitions.steps')}>
        {steps.map((one) => (
          <a
            href={`/dashboard/recognitions?step=${one.key}`}
            aria-current={one.key === step.key ? 'true' : undefined}
          >
            {stepWords(words, one)}
          </a>
        ))}
      </nav>
      <section class="card">
        <h2>{stepWords(words, step)}</h2>
        <p class="soft">{words(`recognitions.means.${step.level}`)}</p>
        {members.length === 0 ? <p>{words('recognitions.none')}</p> : <Members view={view} of={honours} />}
        {isCut && <p>{words('recognitions.cut')}</p>}
      </section>
    </>,
  )
}

function Members({ view: { words }, of: { step, members } }: { view: DeskView; of: Honours }) {
  const papers = `/dashboard/recognitions/papers?step=${step.key}`
  return (
    <>
      <p class="ways">
        <a href={papers}>{words('recognitions.papers')}</a>
      </p>
      <Table
        label={stepWords(words, step)}
        columns={COLUMNS.map((column) => words(`recognitions.columns.${column}`))}
      >
        {members.map(({ learnerId, name, branch, branchId, awardedOn, validUntil, rule }) => (
          <tr>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>{branch ?? branchId}</td>
            <td>{dayIn(awardedOn)}</td>
            <td>{dayIn(validUntil)}</td>
            <td>{rule}</td>
            <td class="acts">
              <a href={`${papers}&learner=${learnerId}`}>{words('recognitions.paper')}</a>
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}
