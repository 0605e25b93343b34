import type { Axes, AxisValue, When } from './axes.js'

/** One combination of values, one of each axis. */
export interface Variant {
  /** From 1, in the order of the product, the last axis fastest. */
  number: number
  values: Readonly<Record<string, AxisValue>>
}

/** A text written per value of one axis. */
export interface ByAxis {
  by: string
  [value: string]: unknown
}

const PLACEHOLDER = /\{([^{}]*)\}/g

export const countOf = (axes: Axes): number =>
  Object.values(axes).reduce((count, values) => count * values.length, 1)

/** Every combination of values, one variant when nothing varies. */
export function variantsOf(axes: Axes): Variant[] {
  const combinations = Object.entries(axes).reduce<Readonly<Record<string, AxisValue>>[]>(
    (found, [axis, values]) =>
      found.flatMap((chosen) => values.map((value) => ({ ...chosen, [axis]: value }))),
    [{}],
  )
  return combinations.map((values, index) => ({ number: index + 1, values }))
}

export const isByAxis = (raw: unknown): raw is ByAxis =>
  typeof raw === 'object' && raw !== null && 'by' in raw && typeof raw.by === 'string'

/** What is written, as this variant has it: one text each, its axes filled in; what is left open is undefined. */
export function inVariant(raw: unknown, variant: Variant): unknown {
  if (typeof raw === 'string') return filled(raw, variant)
  if (Array.isArray(raw)) return raw.map((inner: unknown) => inVariant(inner, variant))
  if (typeof raw !== 'object' || raw === null) return raw
  if (isByAxis(raw)) return inVariant(raw[variant.values[raw.by]?.id ?? ''], variant)
  return Object.fromEntries(Object.entries(raw).map(([key, inner]) => [key, inVariant(inner, variant)]))
}

/** Names in braces, as `nguoi` or `nguoi.ai`. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')

/** `nguoi.ai` names the field `ai` of the axis `nguoi`; `nguoi` names no field. */
export function axisAndField(name: string): [axis: string, field: string | null] {
  const dot = name.indexOf('.')
  return dot < 0 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)]
}

function filled(text: string, variant: Variant): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const [axis, field] = axisAndField(name)
    const value = variant.values[axis]
    return (field === null ? value?.text : value?.fields[field]) ?? whole
  })
}

export const standsIn = (when: When, variant: Variant): boolean =>
  Object.entries(when).every(([axis, ids]) => ids.includes(variant.values[axis]?.id ?? ''))
