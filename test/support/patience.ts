/** How long a test waits for what comes by itself, also on a busy machine. */
export const PATIENT = { timeout: 40_000 }
