import { dayNumber } from '../domain/calendar.js'
import type { Curriculum, Place } from '../domain/curriculum.js'
import type { Places, StandingCommune } from '../store/places.js'
import { keepPlaces } from './keep-places.js'
import { knownPlaces } from './known-places.js'

export interface PlacedContentDeps {
  places: Places
  current(): Curriculum
  /** How people speak in a province of which the content tells nothing. */
  region: Place['region']
  clock: () => Date
  log: { info(found: object, sentence: string): void }
}

/** The content with every commune that stands today: its own, and those that somebody imported. */
export interface PlacedContent {
  /** The same value as long as neither content nor communes change. */
  current(): Curriculum
  /** Reads anew which communes stand. */
  refresh(): Promise<void>
}

/** Keeps the content's places as part of the tree, and adds to the content what stands there beside them. */
export async function placedContent(deps: PlacedContentDeps): Promise<PlacedContent> {
  const { places, clock, region, log } = deps
  const { leftOut } = await keepPlaces(places, deps.current().places)
  if (leftOut.length > 0)
    log.info({ leftOut }, 'imported places contradict those of the content; the imported ones stand')
  let communes = await places.communesOn(dayNumber(clock()))
  let placed = new WeakMap<Curriculum, Curriculum>()
  return {
    current() {
      const curriculum = deps.current()
      const known = placed.get(curriculum) ?? withCommunes(curriculum, communes, region)
      placed.set(curriculum, known)
      return known
    },
    async refresh() {
      const now = await places.communesOn(dayNumber(clock()))
      if (JSON.stringify(now) === JSON.stringify(communes)) return
      communes = now
      placed = new WeakMap()
    },
  }
}

/** The content itself where it knows them all: what is made for a curriculum is made once. */
function withCommunes(
  curriculum: Curriculum,
  communes: readonly StandingCommune[],
  region: Place['region'],
): Curriculum {
  const places = knownPlaces(curriculum.places, communes, region)
  const isSame =
    places.length === curriculum.places.length && places.every((place, at) => place === curriculum.places[at])
  return isSame ? curriculum : { ...curriculum, places }
}
