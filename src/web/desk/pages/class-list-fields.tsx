import { ROLES_IN_ASSOCIATION, type AssociationGroup } from '../../../domain/group.js'
import type { Sex } from '../../../domain/officer-events.js'
import { LONGEST_NAME } from '../../../domain/written-name.js'
import type { DeskView } from '../frame.js'

const SEXES: readonly Sex[] = ['nam', 'nu']

interface Field<T> {
  view: Pick<DeskView, 'words'>
  value?: T | null | undefined
}

export const NameField = ({ view: { words }, value = null }: Field<string>) => (
  <label>
    {words('class-list.columns.name')}
    <input name="name" value={value ?? ''} maxlength={LONGEST_NAME} autocomplete="off" required />
  </label>
)

export const YearField = ({ view: { words }, value = null }: Field<number | string>) => (
  <label>
    {words('class-list.columns.birth-year')}
    <input name="birthYear" value={value ?? ''} inputmode="numeric" maxlength={4} autocomplete="off" />
  </label>
)

export const SexField = ({ view: { words }, value = null }: Field<Sex>) => (
  <label>
    {words('class-list.columns.sex')}
    <select name="sex">
      <option value="">{words('class-list.unsaid')}</option>
      {SEXES.map((sex) => (
        <option value={sex} selected={sex === value}>
          {words(`class-list.sex.${sex}`)}
        </option>
      ))}
    </select>
  </label>
)

export const GroupField = ({ view: { words }, value = null }: Field<AssociationGroup>) => (
  <label>
    {words('class-list.columns.group')}
    <select name="group">
      <option value="">{words('class-list.unsaid')}</option>
      {ROLES_IN_ASSOCIATION.map((group) => (
        <option value={group} selected={group === value}>
          {words(`class-list.group.${group}`)}
        </option>
      ))}
    </select>
  </label>
)
