/** A button as Zalo shows it; pressing sends the payload as if it were typed. */
export interface OaButton {
  title: string
  payload: string
}

/** A message of the OA as the person sees it. Nothing can be edited or taken away later. */
export interface OaShown {
  id: string
  text: string
  buttons: OaButton[]
  /** The name of the picture above the text: by a link or an upload, without what makes the link. */
  picture: string | null
}

/** What people send beside words; `call` is one that nobody took. */
export type OaKind =
  'sticker' | 'gif' | 'link' | 'location' | 'card' | 'image' | 'audio' | 'video' | 'file' | 'call'

/** An event as it was posted to the webhook, and what the webhook answered (0: nobody answered). */
export interface OaEvent {
  body: Record<string, unknown>
  raw: string
  headers: Record<string, string>
  status: number
}

/** Somebody with Zalo who may follow the OA. Each act resolves when the webhook has answered. */
export interface OaPerson {
  /** A decimal string above 2^53. */
  readonly id: string
  says(text: string): Promise<OaEvent>
  /** Presses the newest button with this label (with or without its number) or payload; a payload that is gone too. */
  presses(what: string): Promise<OaEvent>
  /** `text` comes with a link. */
  sends(kind: OaKind, text?: string): Promise<OaEvent>
  follows(): Promise<OaEvent>
  unfollows(): Promise<OaEvent>
  /** An officer writes to this person with OA Manager; the webhook gets the echo. */
  isWrittenToByHand(text: string): Promise<OaEvent>
  /** The platform delivers the newest event of this person once more. */
  isHeardAgain(): Promise<OaEvent>
  /** The messages of the OA, the oldest first. */
  sees(): readonly OaShown[]
  /** The next message of the OA that was not read yet; waits for it. */
  reads(timeoutMs?: number): Promise<OaShown>
}

export type OaPath = 'message/cs' | 'upload/image' | 'access_token' | 'getoa'

/** What is to go wrong. Dropping 'after' loses the answer of a call that was carried out. */
export type OaFailure =
  | { error: number; message?: string }
  | { status: number; html: string }
  | { drop: 'before' | 'after' }
  | { delayMs: number }

export interface OaFailureFor {
  path?: OaPath
  userId?: string
  /** How many calls it meets; 1 unless told, Infinity until it is lifted. */
  times?: number
  /** So many calls that it would meet pass first. */
  after?: number
}

export interface OaCall {
  path: OaPath
  payload: Record<string, unknown>
  /** The envelope's error; null when no whole answer went out. */
  error: number | null
}

export interface OaServerOptions {
  clock?: () => Date
  port?: number
  appId?: string
  oaId?: string
  appSecret?: string
  webhookSecret?: string
  /** False keeps no list of calls, fetches no pictures and checks no fields (for measuring the bot, not the stand-in). */
  record?: boolean
}

/** Zalo's OpenAPI, its OAuth and its webhook sender on 127.0.0.1. */
export interface OaServer {
  readonly appId: string
  readonly oaId: string
  readonly appSecret: string
  readonly webhookSecret: string
  /** What ZALO_OA_API_ROOT and ZALO_OAUTH_ROOT are set to. */
  readonly root: string
  /** A first pair, as the console gives it: valid until the first refresh. */
  readonly accessToken: string
  readonly refreshToken: string
  /** Where events are posted to; none until it is set. */
  webhookUrl: string | null
  readonly calls: OaCall[]
  /** What Zalo would have refused, or what cannot be meant: a misuse fails the test at `close`. */
  readonly violations: string[]
  /** Every address of a picture that was fetched. */
  readonly fetched: string[]
  person(id?: string): OaPerson
  /** Posts a signed event as it is; for shapes that no act above makes. */
  posts(body: Record<string, unknown>): Promise<OaEvent>
  fail(failure: OaFailure, of?: OaFailureFor): () => void
  /** The access token that is valid now dies, as after a consent given anew. */
  killAccessToken(): void
  /** All refresh tokens die: a human has to consent anew. Gives a fresh pair for the environment. */
  consentAnew(): { accessToken: string; refreshToken: string }
  /** How often a pair was given for a refresh token. */
  readonly refreshes: number
  onCall(listener: (call: OaCall) => void): void
  /** Throws when the bot did anything that Zalo would refuse. */
  expectClean(): void
  close(): Promise<void>
}
