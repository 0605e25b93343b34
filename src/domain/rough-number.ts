import { type Officer, may } from './role.js'

/** A number of people as somebody who may see no member is told it. */
export type Rough = number | 'under-10'

const STEP = 10

/** Rounded down to tens, so that no one person is in it. */
export const roughly = (people: number): Rough =>
  people < STEP ? 'under-10' : Math.floor(people / STEP) * STEP

/** How an officer is told numbers of people: exactly only where they may see the members themselves. */
export const toldTo =
  ({ role }: Pick<Officer, 'role'>) =>
  (people: number): Rough =>
    may(role, 'see-members') ? people : roughly(people)

/** As facts of an audit, which others read than those who may see members; nothing where it is under ten. */
export function roughFact<K extends string>(name: K, people: number): { [key in K]?: number } {
  const rough = roughly(people)
  return (rough === 'under-10' ? {} : { [name]: rough }) as { [key in K]?: number }
}
