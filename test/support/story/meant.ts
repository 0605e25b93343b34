import type { Pool } from 'pg'
import type { Call, ChannelId } from '../../../src/channels/channel.js'
import { type Button, type Shown, withoutChoices, withoutNumber } from './phone.js'

/** A message as the platform shows it: words, and buttons where it has them. */
export interface Visible {
  id: string
  text: string
  picture: string | null
  buttons?: readonly { title: string }[]
}

/**
 * What the program meant by what it says in one chat. Where choices are lines of the text, a reader knows them by their
 * words alone; the stories also know what stands behind them, from the inbox, before it is deleted there.
 */
export class Meanings {
  private lastTurn = 0

  constructor(
    private readonly pool: Pool,
    private readonly channel: ChannelId,
    private readonly address: string,
  ) {}

  /**
   * The messages with their choices; throws when somebody who sees only the words could not know of one.
   * @param fresh all that was shown since this was last asked
   */
  async of(fresh: readonly Visible[]): Promise<Shown[]> {
    const calls = await this.saidSince()
    return fresh.map((visible, at) => {
      const { id, text, picture } = visible
      // What was said besides, when a turn was given up, stands nowhere.
      const markup = calls.length === fresh.length ? calls[at]!.payload['reply_markup'] : undefined
      const meant = markup === undefined ? [] : buttonsIn(markup as Keyboard)
      const labels = meant.map(({ label }, place) => `${place + 1}. ${label}`)
      const unseen = meant.length === 0 ? undefined : hiddenIn(visible, labels)
      if (unseen !== undefined) throw new Error(`nobody can see «${unseen}» in «${text}»`)
      const shown = meant.length === 0 ? text : withoutChoices(text, labels)
      return { id, text: shown, buttons: meant, ...(picture !== null && { picture }) }
    })
  }

  private async saidSince(): Promise<Call[]> {
    const { rows } = await this.pool.query<{ id: number; replies: Call[] | null }>(
      `select t.id::int, t.replies from turn t join contact c on c.id = t.contact_id
       where c.channel = $1 and c.address = $2 and t.id > $3 order by t.id`,
      [this.channel, this.address, this.lastTurn],
    )
    this.lastTurn = rows.at(-1)?.id ?? this.lastTurn
    return rows
      .flatMap(({ replies }) => replies ?? [])
      .filter(({ method }) => /^send(?:Message|Photo)$/.test(method))
  }
}

interface Keyboard {
  inline_keyboard: { text: string; callback_data?: string }[][]
}

const buttonsIn = ({ inline_keyboard: rows }: Keyboard): Button[] =>
  rows.flat().map(({ text, callback_data: data = '' }) => ({ label: withoutNumber(text), data }))

/** The choice of which nothing tells: neither a button nor a line, nor the words as the one way on. */
function hiddenIn({ text, buttons = [] }: Visible, labels: string[]): string | undefined {
  if (labels.length === 1 && /(?<!\p{L})gõ 1(?!\d)/iu.test(text)) return undefined
  const seen = [...text.split('\n'), ...buttons.map(({ title }) => title)]
  return labels.find((label) => !seen.includes(label))
}
