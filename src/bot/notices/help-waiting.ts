import type { Teller } from '../notices.js'

/** Filled by the one who builds the page of help requests. */
export const tellHelpWaiting: Teller<'help-waiting'> = () => Promise.resolve(null)
