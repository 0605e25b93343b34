import { keepConnected, type StoreLog } from './steady-connection.js'

/** `turn` carries a contact's number, `web` a visitor's hash, `sent` how much a process has sent (see `delivery/shared-pace`). */
export const ARRIVAL_CHANNELS = ['turn', 'web', 'sent'] as const
export type ArrivalChannel = (typeof ARRIVAL_CHANNELS)[number]

/** Hears what this and other processes store, through LISTEN on one connection of its own. */
export interface Arrivals {
  on(channel: ArrivalChannel, listener: (payload: string) => void): void
  /** Called after the connection was lost and made again: what came in between was not heard. */
  onReturn(listener: () => void): void
  close(): Promise<void>
}

/** Starts to listen. Rejects when the database cannot be reached now; later it keeps trying. */
export async function createArrivals(url: string, log: StoreLog): Promise<Arrivals> {
  const listeners: Record<ArrivalChannel, ((payload: string) => void)[]> = {
    turn: [],
    web: [],
    sent: [],
  }
  const onReturn: (() => void)[] = []

  const connection = await keepConnected(url, {
    name: 'guong-sang arrivals',
    log,
    async up(client, first) {
      client.on('notification', ({ channel, payload }) => {
        const called = ARRIVAL_CHANNELS.find((known) => known === channel)
        if (called !== undefined) listeners[called].forEach((listener) => listener(payload ?? ''))
      })
      await client.query(ARRIVAL_CHANNELS.map((channel) => `listen ${channel}`).join('; '))
      if (!first) onReturn.forEach((listener) => listener())
    },
  })

  return {
    on: (channel, listener) => void listeners[channel].push(listener),
    onReturn: (listener) => void onReturn.push(listener),
    close: () => connection.close(),
  }
}
