import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChannelId } from '../../../src/channels/channel.js'
import { long } from '../long.js'
import { readStories } from './format.js'
import { play } from './play.js'
import { Stage } from './stage.js'

const FOLDER = fileURLToPath(new URL('../../stories', import.meta.url))

/**
 * A test for each story that is told on this channel. The long run tells every story on each of its channels, the
 * short one each story once, on its channels by turns.
 */
export function tellStories(channel: ChannelId): void {
  let stage: Stage
  beforeAll(async () => {
    stage = await Stage.open()
  })
  afterAll(() => stage.close())

  const told = readStories(FOLDER).filter(({ channels }, nth) =>
    long ? channels.includes(channel) : channels[nth % channels.length] === channel,
  )
  it.each(told.map((story) => [story.story, story] as const))('%s', async (_, story) => {
    expect(await play(stage, story, channel)).toEqual([])
  })
}
