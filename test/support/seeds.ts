import fc from 'fast-check'
import { rounds } from './long.js'

// What a test says itself stands; 100 would be the rule.
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: rounds(40, 120) })
