import type { Axes, When } from './axes.js'
import { axisAndField, isByAxis, namesIn } from './variants.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/**
 * Checks that what is written and what varies belong together: every axis and every value that is named is
 * there, and every axis is used.
 *
 * @returns whether variants can be written out
 */
export function checkAxes(
  axes: Axes,
  written: Readonly<Record<string, unknown>>,
  report: Report,
  { means, isKnown }: Wording,
): boolean {
  const isAxis = (name: string): boolean =>
    !means(name) && (axes[axisAndField(name)[0]] !== undefined || !isKnown(name))
  const uses = [...usesIn(written, [], axes, isAxis)]
  const problems = [...valueProblems(axes, means), ...uses.filter(({ problem }) => problem !== null)]
  for (const axis of Object.keys(axes)) {
    if (!uses.some((use) => use.axis === axis))
      problems.push({ axis, at: ['vary', axis], problem: `nothing uses the axis ${axis}` })
  }
  for (const { at, problem } of problems) report(at, problem ?? '')
  return problems.length === 0
}

/** A place where an axis is named, and what is wrong with it there. */
interface Use {
  axis: string
  at: readonly PropertyKey[]
  problem: string | null
}

function* valueProblems(axes: Axes, means: Wording['means']): Generator<Use> {
  for (const [axis, values] of Object.entries(axes)) {
    if (means(axis)) yield { axis, at: ['vary', axis], problem: `{${axis}} already means something else` }
    for (const [index, { id }] of values.entries()) {
      if (values.findIndex((value) => value.id === id) < index)
        yield { axis, at: ['vary', axis, index], problem: `the value ${id} stands twice` }
    }
  }
}

/** Where axes are named in what is written; `axes` has the values that are possible there. */
function* usesIn(
  raw: unknown,
  at: readonly PropertyKey[],
  axes: Axes,
  isAxis: (name: string) => boolean,
): Generator<Use> {
  if (typeof raw === 'string') {
    for (const name of namesIn(raw)) {
      if (isAxis(name)) yield useOfName(name, at, axes)
    }
  } else if (isByAxis(raw)) {
    const { by, ...branches } = raw
    yield* usesOfIds(by, Object.keys(branches), at, axes, (id) => [...at, id])
    for (const [id, branch] of Object.entries(branches))
      yield* usesIn(branch, [...at, id], narrowed(axes, by, [id]), isAxis)
  } else if (typeof raw === 'object' && raw !== null) {
    const { when = {}, ...inner } = raw as { when?: When }
    let possible = axes
    for (const [axis, ids] of Object.entries(when)) {
      const here = [...at, 'when', axis]
      yield* usesOfIds(axis, ids, here, axes, () => here)
      possible = narrowed(possible, axis, ids)
    }
    for (const [key, value] of Object.entries(inner))
      yield* usesIn(value, [...at, Array.isArray(raw) ? Number(key) : key], possible, isAxis)
  }
}

function* usesOfIds(
  axis: string,
  ids: readonly string[],
  at: readonly PropertyKey[],
  axes: Axes,
  atId: (id: string) => readonly PropertyKey[],
): Generator<Use> {
  const values = axes[axis]
  yield { axis, at, problem: values === undefined ? `there is no axis ${axis} in vary` : null }
  for (const id of ids) {
    if (values !== undefined && !values.some((value) => value.id === id))
      yield { axis, at: atId(id), problem: `the axis ${axis} has no value ${id} here` }
  }
}

function useOfName(name: string, at: readonly PropertyKey[], axes: Axes): Use {
  const [axis, field] = axisAndField(name)
  const values = axes[axis]
  if (values === undefined)
    return { axis, at, problem: `{${name}} is not known: there is no axis ${axis} in vary` }
  if (field === null) {
    const several = values.some(({ text }) => text === null)
    return { axis, at, problem: several ? `{${name}} has fields: write {${name}.…}` : null }
  }
  const without = values.find(({ fields }) => fields[field] === undefined)
  const problem =
    without === undefined ? null : `{${name}} is not known: the value ${without.id} has no ${field}`
  return { axis, at, problem }
}

const narrowed = (axes: Axes, axis: string, ids: readonly string[]): Axes => ({
  ...axes,
  [axis]: (axes[axis] ?? []).filter(({ id }) => ids.includes(id)),
})
