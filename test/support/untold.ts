import type { Notify } from '../../src/store/store.js'

/** Where nothing unasked is told. */
export const untold: Notify = () => Promise.resolve()
