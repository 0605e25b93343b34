import type { Curriculum } from '../curriculum.js'
import type { Learner } from '../learner.js'
import { countedAreas } from '../recognition.js'
import { type Option, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { MORE, REST } from './day.js'
import { type Result, type World, show } from './turn.js'

type Standing = { learner: Learner; session: Session }

export const AREAS: Option = {
  id: 'areas',
  label: say('areas.menu'),
  words: ['chon nhom', 'nhom', 'hoc nhom nao'],
}

/** Putting an area first, or leaving one for later; null when the choice is about something else. */
export function answerArea({ learner, session }: Standing, option: string, world: World): Result | null {
  if (learner.id === null) return null
  const { curriculum } = world
  if (option === 'areas') return show({ learner, session }, areasScreen(curriculum))
  const [what = '', area = ''] = option.split(':')
  if (!countedAreas(curriculum).includes(area)) return null
  switch (what) {
    case 'area':
      return show({ learner, session }, areaScreen(area, curriculum))
    case 'area-first':
      return changed({ learner, session }, area, { firstArea: area, laterAreas: without(learner, area) })
    case 'area-later':
      return changed({ learner, session }, area, {
        firstArea: learner.firstArea === area ? null : learner.firstArea,
        laterAreas: [...without(learner, area), area],
      })
    case 'area-usual':
      return changed({ learner, session }, area, {
        firstArea: learner.firstArea === area ? null : learner.firstArea,
        laterAreas: without(learner, area),
      })
    default:
      return null
  }
}

const without = ({ laterAreas }: Learner, area: string): string[] => laterAreas.filter((id) => id !== area)

const nameOf = (area: string, { areas }: Curriculum) => ({ text: areas.find(({ id }) => id === area)!.name })

const areasScreen = (curriculum: Curriculum): Screen => ({
  lines: [say('areas.ask')],
  options: countedAreas(curriculum).map((area) => ({ id: `area:${area}`, label: nameOf(area, curriculum) })),
})

const areaScreen = (area: string, curriculum: Curriculum): Screen => ({
  lines: [say('areas.what', { area: nameOf(area, curriculum) }), say('areas.means')],
  options: (['first', 'later', 'usual'] as const).map((how) => ({
    id: `area-${how}:${area}`,
    label: say(`areas.${how}`),
  })),
})

/** What was chosen, and what it means. */
function changed(
  { learner, session }: Standing,
  area: string,
  set: Pick<Learner, 'firstArea' | 'laterAreas'>,
): Result {
  const how = set.firstArea === area ? 'first' : set.laterAreas.includes(area) ? 'later' : 'usual'
  const screen: Screen = { lines: [say(`areas.done-${how}`)], options: [MORE, REST] }
  return show({ learner: { ...learner, ...set }, session }, screen, {
    events: [{ kind: 'profile-changed', set }],
  })
}
