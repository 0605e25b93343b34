import type { Pool } from 'pg'
import type { Call, ChannelId } from '../../../src/channels/channel.js'
import { type Shown, withoutChoices, withoutNumber } from './phone.js'

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
  /** By message: what one types for what stands behind a choice. */
  private readonly typed = new Map<string, Map<string, string>>()

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
      const meant = markup === undefined ? [] : (markup as Keyboard).inline_keyboard.flat()
      const titles = meant.map((button) => button.text)
      const unseen = hiddenIn(visible, titles)
      if (unseen !== undefined) throw new Error(`nobody can see «${unseen}» in «${text}»`)
      this.typed.set(id, new Map(meant.map((button) => [dataOf(button), wordFor(button.text)])))
      const buttons = meant.map((button) => ({ label: withoutNumber(button.text), data: dataOf(button) }))
      const shown = meant.length === 0 ? text : withoutChoices(text, titles)
      return { id, text: shown, buttons, ...(picture !== null && { picture }) }
    })
  }

  /** What a person types for a choice of a message: its number, or its words where it has none. */
  typedFor(data: string, messageId: string): string {
    const typed = this.typed.get(messageId)?.get(data)
    if (typed === undefined) throw new Error(`there is no choice «${data}» to type`)
    return typed
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

interface Titled {
  text: string
  callback_data?: string
}
interface Keyboard {
  inline_keyboard: Titled[][]
}

const dataOf = ({ callback_data: data = '' }: Titled): string => data

const wordFor = (title: string): string => /^(\d{1,2})\. /.exec(title)?.[1] ?? title

/** The choice of which nothing tells: neither a button nor a line, nor the words as the one way on. */
function hiddenIn({ text, buttons = [] }: Visible, titles: string[]): string | undefined {
  if (titles.length === 1 && /(?<!\p{L})gõ 1(?!\d)/iu.test(text)) return undefined
  const seen = [...text.split('\n'), ...buttons.map(({ title }) => title)]
  return titles.find((title) => !seen.includes(title))
}
