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

/** The value with everything in it frozen; maps become maps that refuse to change. */
export function deepFrozen<T>(value: T): T
export function deepFrozen(value: unknown): unknown {
  if (value instanceof Map)
    return new FrozenMap([...value].map(([key, inner]) => [key, deepFrozen(inner)] as const))
  if (Array.isArray(value)) return Object.freeze(value.map((inner: unknown) => deepFrozen(inner)))
  if (typeof value !== 'object' || value === null) return value
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deepFrozen(inner)])),
  )
}
