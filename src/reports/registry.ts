import { awareness } from './awareness.js'
import { chain } from './chain.js'
import { communes } from './communes.js'
import { netRate } from './net-rate.js'
import { planTable } from './plan-table.js'
import { priorityAreasReport } from './priority-areas.js'
import type { Report } from './report.js'

/** Every report, in the order in which they are read: the plan's own table first. */
export const REPORTS: readonly Report[] = [
  planTable,
  chain,
  awareness,
  netRate,
  priorityAreasReport,
  communes,
]
