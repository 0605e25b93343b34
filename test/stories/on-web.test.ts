import { describe } from 'vitest'
import { tellStories } from '../support/story/tell.js'

describe('the stories, on web', () => {
  tellStories('web')
})
