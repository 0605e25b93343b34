import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStories } from '../support/story/format.js'
import { play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const stories = readStories(fileURLToPath(new URL('.', import.meta.url)))

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

describe.each(stories.map((story) => [story.story, story] as const))('%s', (_, story) => {
  it.each(story.channels)('%s', async (channel) => {
    expect(await play(stage, story, channel)).toEqual([])
  })
})
