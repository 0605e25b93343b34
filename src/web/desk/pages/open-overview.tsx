import { chainOf } from '../../../domain/chain.js'
import type { NetRate } from '../../../domain/net-rate.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import type { SeriesPoint } from '../../../store/release-series.js'
import { type AssetPath, type Html, page } from '../../pages/layout.js'
import { words as site } from '../../words.js'
import { deskWords } from '../words.js'
import { ChainPart } from './overview.js'
import { Rates } from './overview-rates.js'
import { Trend } from './overview-trend.js'
import { Head, Notes } from './told.js'

export interface OpenOverview {
  told: ToldPlace
  trend: readonly SeriesPoint[]
  rates: readonly NetRate[]
}

/** The first page of the invented province, as its officers see it; for whoever comes by. */
export function openOverviewPage({ told, trend, rates }: OpenOverview, asset: AssetPath): Html {
  const view = { language: 'vi', words: deskWords('vi') } as const
  const w = site.dashboard
  return page({
    title: `${w.title} – ${site.name}`,
    kind: 'dense',
    asset,
    body: (
      <main class="column wide">
        <h1>{w.title}</h1>
        <Head view={view} told={told} path="/dashboard" />
        <p>{w.open}</p>
        <a class="door" href="/dashboard/sign-in">
          <strong>{w.signIn}</strong>
        </a>
        <Rates view={view} told={told} rates={rates} />
        <ChainPart view={view} chain={chainOf(told.release, told.unit)} />
        <Trend view={view} told={told} trend={trend} rates={rates} />
        <Notes view={view} keys={['overview.note-small', 'overview.note-rounded', 'overview.note-share']} />
        <a class="door" href="/">
          <strong>{w.home}</strong>
        </a>
      </main>
    ),
  })
}
