import type { Troubles } from '../trouble.js'

/** The parts of the wire that can be in trouble, the gravest first. */
export const PARTS = ['tokens', 'webhook', 'send', 'uploads'] as const
export type Part = (typeof PARTS)[number]
export type OaTroubles = Troubles<Part>

/** What somebody has to look at, counted for the metrics. */
export const ALARMS = ['tokens', 'webhook', 'human', 'our-bug', 'unknown-code', 'uploads', 'quota'] as const
export type Alarm = (typeof ALARMS)[number]
