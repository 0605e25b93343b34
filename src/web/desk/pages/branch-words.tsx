import type { BranchWithWords } from '../../../services/branch-words.js'
import { type DeskView, Form, Table } from '../frame.js'

const COLUMNS = ['branch', 'words', 'joined', 'deeds'] as const

/** The three words of each branch, and how they are set, printed and taken back. */
export const BranchWordsSection = ({
  view,
  branches,
}: {
  view: DeskView
  branches: readonly BranchWithWords[]
}) => {
  const { words } = view
  const title = words('members.branch-words.title')
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="soft">{words('members.branch-words.line')}</p>
      <Table label={title} columns={COLUMNS.map((column) => words(`members.branch-words.columns.${column}`))}>
        {branches.map((branch) => (
          <BranchRow view={view} branch={branch} />
        ))}
      </Table>
    </section>
  )
}

const BranchRow = ({ view, branch: row }: { view: DeskView; branch: BranchWithWords }) => {
  const { words } = view
  const { branchId, branch, words: three, joined } = row
  const path = `/dashboard/branches/${encodeURIComponent(branchId)}`
  return (
    <tr>
      <th scope="row">{branch}</th>
      <td>{three === null ? words('members.branch-words.none') : <span lang="vi">{three}</span>}</td>
      <td>{joined}</td>
      <td class="acts">
        {three !== null && <a href={`${path}/poster`}>{words('members.branch-words.poster')}</a>}
        <Deed view={view} action={`${path}/words`} shown={three} deed={three === null ? 'make' : 'renew'} />
        {three !== null && <Deed view={view} action={`${path}/words/end`} shown={three} deed="end" />}
      </td>
    </tr>
  )
}

interface Asked {
  view: DeskView
  action: string
  shown: string | null
  deed: 'make' | 'renew' | 'end'
}

/** Says which words the page showed, so that others are not ended unseen. */
const Deed = ({ view, action, shown, deed }: Asked) => (
  <Form view={view} action={action}>
    <input type="hidden" name="shown" value={shown ?? ''} />
    <button type="submit">{view.words(`members.branch-words.${deed}`)}</button>
  </Form>
)
