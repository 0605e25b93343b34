import { describe } from 'vitest'
import { tellStories } from '../support/story/tell.js'

describe('the stories, on zalo-bot', () => {
  tellStories('zalo-bot')
})
