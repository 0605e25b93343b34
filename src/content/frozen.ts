/** A map that is filled once; content never changes while the program runs. */
class FrozenMap<K, V> extends Map<K, V> {
  readonly #full: boolean = false

  constructor(entries: Iterable<readonly [K, V]>) {
    super()
    for (const [key, value] of entries) super.set(key, value)
    this.#full = true
    Object.freeze(this)
  }

  override set(key: K, value: V): this {
    if (this.#full) throw new TypeError('content is frozen')
    return super.set(key, value)
  }

  override delete(): boolean {
    throw new TypeError('content is frozen')
  }

  override clear(): void {
    throw new TypeError('content is frozen')
  }
}

/** The value with everything in it frozen; maps become maps that refuse to change, what is shared stays shared. */
export const deepFrozen = <T>(value: T): T => frozen(value, new Map()) as T

function frozen(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy = known.get(value) ?? frozenCopy(value, known)
  known.set(value, copy)
  return copy
}

function frozenCopy(value: object, known: Map<object, unknown>): unknown {
  if (value instanceof Map)
    return new FrozenMap([...value].map(([key, inner]) => [key, frozen(inner, known)] as const))
  if (Array.isArray(value)) return Object.freeze(value.map((inner: unknown) => frozen(inner, known)))
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozen(inner, known)])),
  )
}
