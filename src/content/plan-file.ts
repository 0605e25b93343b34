import { z } from 'zod'
import type { Plan } from '../domain/curriculum.js'
import { slug, text } from './fields.js'

/** How a plan of `content/plans/` is written. */
export const planSchema = z.strictObject({
  id: slug,
  title: text,
  /** The name of a file in `places/`. */
  province: slug,
  source: text,
  /** The core skills that the area nen-tang has in this province. */
  nen_tang: z.array(slug),
})
export type PlanFile = z.output<typeof planSchema>

/** A plan as the domain knows it; `nameOf` gives the name of a province by the name of its file. */
export const toPlan = (file: PlanFile, nameOf: (province: string) => string): Plan => ({
  id: file.id,
  title: file.title,
  province: nameOf(file.province),
  source: file.source,
  chosenSkills: file.nen_tang,
})
