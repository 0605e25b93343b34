/** What a failed call of the OpenAPI asks of us. */
export type Remedy =
  /** The access token is no good any more: get another one and call once more. */
  | 'refresh'
  /** It may work later. */
  | 'retry'
  /** This person cannot be written to now; whatever they do next opens the way again. */
  | 'unreachable'
  /** This message is not taken, and nobody can mend that; the person can be written to on another day. */
  | 'not-taken'
  /** What we sent is wrong, and would be wrong again. */
  | 'our-bug'
  /** Somebody has to do something in Zalo's console: a package, a permission, a new consent. */
  | 'human'

export interface Meaning {
  remedy: Remedy
  /** Of 'retry' and 'human': milliseconds until another try makes sense. */
  afterMs: number
  /** Zalo asks all of us to slow down, not only in this chat. */
  tooFast: boolean
  /** Nothing goes through before this person writes. */
  untilTheyWrite?: true
  /** Of a message with a picture it may be the picture alone that is not taken. */
  mayBePicture?: true
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

const of = (remedy: Remedy, afterMs = 0, tooFast = false): Meaning => ({ remedy, afterMs, tooFast })

const RETRY = of('retry', SECOND)
/** What a person mends is not mended within seconds. */
const HUMAN = of('human', 30 * SECOND)

/**
 * The codes of the envelope's `error`, as integrators tell them; Zalo's own page shows no table that could be read by a
 * program. What stands here is all we know: any other code is our bug until somebody has looked at it.
 */
const MEANINGS = new Map<number, Meaning>([
  // The access token is invalid, expired or taken back; the last one is how templates say it.
  ...each([-216, -220, -124], of('refresh')),
  // Too many calls of the app or the OA.
  [-32, of('retry', 5 * SECOND, true)],
  // Something went wrong at Zalo.
  [-200, RETRY],
  // The free answers to this person are used up; their next message brings new ones.
  [-211, { ...of('retry', MINUTE), untilTheyWrite: true }],
  // Not at night.
  ...each([-234, -133], of('retry', 15 * MINUTE)),
  // Silent for over 7 days, never wrote, no follower, receives nothing of us, banned or gone.
  ...each([-230, -232, -213, -217, -227], of('unreachable')),
  // Receives no messages of this sort, has had enough today.
  ...each([-244, -218], of('not-taken')),
  // A wrong field (also an address that cannot be fetched), an attachment that is over, a wrong kind.
  ...each([-201, -100, -233], { ...of('our-bug'), mayBePicture: true }),
  // Too long, words against the rules, an old version.
  ...each([-210, -248, -240], of('our-bug')),
  // The app, the OA, its package or a permission.
  ...each([-204, -205, -209, -212, -219, -221, -223, -224, -320, -321], HUMAN),
])

function each(codes: number[], meaning: Meaning): [number, Meaning][] {
  return codes.map((code) => [code, meaning])
}

export interface Failed {
  /** The envelope's `error`; null when no envelope came: a timeout, a gateway's page. */
  code: number | null
}

/** What the failure of a call means. */
export function meaningOf({ code }: Failed): Meaning {
  if (code === null) return RETRY
  return MEANINGS.get(code) ?? of('our-bug')
}

/** Whether the code stands in the table; one that does not deserves a look. */
export const isKnown = (code: number): boolean => MEANINGS.has(code)
