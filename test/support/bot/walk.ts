import type { Region } from '../../../src/domain/learner.js'
import { curriculum } from './content.js'
import { Walker } from './walker.js'

/** A learner walking through the lessons that people really read. */
export class Walk extends Walker {
  constructor(region: Region = 'nam') {
    super(region, curriculum)
  }
}
