import { type DeskFigures, ratesOf } from '../../services/desk-figures.js'
import type { AssetPath } from '../pages/layout.js'
import { openOverviewPage } from './pages/open-overview.js'

/** Drawing charts takes its time, and anybody may ask: each page is made once in so long. */
const KEPT_MS = 60_000
/** There are as many as the plans have provinces; whatever else is asked for is not kept. */
const MOST_KEPT = 20

/** The page of the invented figures by the place asked for; null where there are none, or no such place. */
export function createOpenOverview(figures: DeskFigures, asset: AssetPath) {
  const kept = new Map<string, { until: number; html: Promise<string | null> }>()
  const made = async (asked: string | undefined): Promise<string | null> => {
    const told = await figures.openPlace(asked)
    if (told === null || told === 'unknown') return null
    const trend = await figures.trend(told)
    return String(await openOverviewPage({ told, trend, rates: ratesOf(told, trend) }, asset))
  }
  return (asked: string | undefined, at: Date): Promise<string | null> => {
    const key = asked ?? ''
    const known = kept.get(key)
    if (known !== undefined && known.until > at.getTime()) return known.html
    const html = made(asked)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, { until: at.getTime() + KEPT_MS, html })
    html.then(
      (text) => text === null && kept.delete(key),
      () => kept.delete(key),
    )
    return html
  }
}
