import type { Curriculum } from './curriculum.js'
import type { Level } from './exercise.js'
import { countedAreas } from './recognition.js'

/** A named step for which members are put forward: for khen thưởng. */
export interface Honoured {
  level: Extract<Level, 'thanh-thao' | 'an-toan' | 'vung'>
  /** The area of `vung`; empty for the others. */
  subject: string
}

/** The named steps of a list, the highest first. */
export const honoured = (curriculum: Curriculum): Honoured[] => [
  { level: 'thanh-thao', subject: '' },
  { level: 'an-toan', subject: '' },
  ...countedAreas(curriculum).map((subject) => ({ level: 'vung' as const, subject })),
]

/** How a step stands in an address: `vung.dvc`. */
export const honouredKey = ({ level, subject }: Honoured): string =>
  subject === '' ? level : `${level}.${subject}`
