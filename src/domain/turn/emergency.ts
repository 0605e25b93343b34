import type { Event } from '../events.js'
import type { StandingBy } from '../family.js'
import type { Learner } from '../learner.js'
import type { EmergencyKind, EmergencyMode, Session } from '../session.js'
import { emergencyScreen, untold } from './emergency-screens.js'
import { type Result, type World, show } from './turn.js'

type Standing = { learner: Learner; session: Session }
type InEmergency = Standing & { session: Session & { mode: EmergencyMode } }

/** What is needed of the world. */
type Around = Pick<World, 'now' | 'helpers'>

/** Who writes again in fear within so long is in the same emergency still: nobody is told twice. */
const SAME_MS = 10 * 60_000

/** Comes before everything else; the place is kept. Those who may see are told at once, of what the learner agreed to. */
export function enterEmergency(
  { learner, session }: Standing,
  which: EmergencyKind,
  world: Around,
  gone?: EmergencyMode['gone'],
): Result {
  const back = session.mode.kind === 'emergency' ? session.mode.back : session.mode
  const mode: EmergencyMode = {
    kind: 'emergency',
    which,
    step: 0,
    back,
    ...(gone === undefined ? {} : { gone }),
  }
  const emergency = { ...session.emergency, which, since: world.now.toISOString() }
  const entered: InEmergency = { learner, session: { ...session, mode, emergency } }
  const helpers = world.helpers ?? []
  const already = toldLately(entered.session, helpers, world.now)
  const known = already.length === 0 ? entered : withTold(entered, already, [])
  const hears = ({ sees, hearsOfScams = false }: StandingBy) => sees && (which === 'health' || hearsOfScams)
  const told = tell(known, helpers.filter(hears), world.now, false)
  return at(told.standing, world, [{ kind: 'emergency-begun' }, ...told.events])
}

/** The next screen of an emergency; null when the choice belongs to something else. */
export function answerEmergency(
  { learner, session }: Standing,
  option: string,
  world: Around,
): Result | null {
  const { mode } = session
  if (mode.kind !== 'emergency') return null
  const standing: InEmergency = { learner, session: { ...session, mode } }
  switch (option) {
    case 'money':
    case 'code':
      return enterEmergency(standing, 'money-gone', world, option)
    case 'hung-up':
      return at({ ...standing, session: { ...standing.session, mode: { ...mode, hungUp: true } } }, world, [])
    case 'called':
      return at({ ...standing, session: { ...standing.session, mode: { ...mode, called: true } } }, world, [])
    case 'done':
    case 'nothing-gone':
      return at(atStep(standing, 1), world, [])
    case 'self':
      return at(atStep(standing, 2), world, [])
    case 'tell': {
      const told = tell(standing, untold(mode, world.helpers ?? []), world.now, true)
      // Of an illness what has to be done still waits.
      return at(mode.which === 'health' ? told.standing : atStep(told.standing, 2), world, told.events)
    }
    default:
      return null
  }
}

const at = ({ learner, session }: InEmergency, { helpers }: Around, events: Event[]): Result =>
  show({ learner, session }, emergencyScreen(session.mode, helpers ?? []), { events })

const atStep = ({ learner, session }: InEmergency, step: number): InEmergency => ({
  learner,
  session: { ...session, mode: { ...session.mode, step } },
})

/** Those who were told of the same kind a short while ago, whatever else was told meanwhile. */
function toldLately(
  { mode, emergency }: InEmergency['session'],
  helpers: readonly StandingBy[],
  now: Date,
): number[] {
  const told = emergency?.told?.[mode.which]
  if (told === undefined || now.getTime() - Date.parse(told.at) >= SAME_MS) return []
  return helpers.map(({ helpingId }) => helpingId).filter((id) => told.helpings.includes(id))
}

/** Sends it to those who can be reached; who cannot is named on the screen. */
function tell(
  standing: InEmergency,
  helpers: readonly StandingBy[],
  now: Date,
  asked: boolean,
): { standing: InEmergency; events: Event[] } {
  const open = untold(standing.session.mode, helpers)
  if (open.length === 0) return { standing, events: [] }
  const sent = open.filter(({ reachable }) => reachable).map(({ helpingId }) => helpingId)
  const unsent = open.filter(({ reachable }) => !reachable).map(({ helpingId }) => helpingId)
  const told = withTold(standing, sent, unsent)
  if (sent.length === 0) return { standing: told, events: [] }
  const { mode, emergency } = told.session
  const helpings = mode.told?.sent ?? []
  const noted = {
    which: mode.which,
    since: now.toISOString(),
    ...emergency,
    told: { ...emergency?.told, [mode.which]: { at: now.toISOString(), helpings } },
  }
  return {
    standing: { ...told, session: { ...told.session, emergency: noted } },
    events: [{ kind: 'emergency-told', helpingIds: sent, which: mode.which, asked }],
  }
}

function withTold({ learner, session }: InEmergency, sent: number[], unsent: number[]): InEmergency {
  const { told } = session.mode
  const all = { sent: [...(told?.sent ?? []), ...sent], unsent: [...(told?.unsent ?? []), ...unsent] }
  return { learner, session: { ...session, mode: { ...session.mode, told: all } } }
}
