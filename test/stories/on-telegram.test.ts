import { describe } from 'vitest'
import { tellStories } from '../support/story/tell.js'

describe('the stories, on telegram', () => {
  tellStories('telegram')
})
