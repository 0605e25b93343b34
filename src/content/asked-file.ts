import { z } from 'zod'
import type { AskedWords } from '../domain/curriculum.js'
import { text } from './fields.js'
import { lessonId } from './schema.js'
import type { YamlFile } from './yaml-file.js'

/** How `content/asked.yaml` is written: in what words people ask for a lesson, and what no lesson answers. */
export const askedSchema = z.strictObject({
  lessons: z.array(z.strictObject({ id: lessonId, asked: text })),
  elsewhere: z.array(text),
})
export type AskedFile = z.output<typeof askedSchema>

/** Checks that each entry is about a lesson of `lessonIds`, and about no other's. */
export function checkAsked(
  { value, report }: YamlFile<AskedFile> & { value: AskedFile },
  lessonIds: readonly string[],
): void {
  const ids = value.lessons.map(({ id }) => id)
  ids.forEach((id, index) => {
    if (!lessonIds.includes(id)) report(['lessons', index, 'id'], `there is no lesson ${id}`)
    if (ids.indexOf(id) < index) report(['lessons', index, 'id'], `the lesson ${id} stands twice`)
  })
}

export const toAsked = ({ lessons, elsewhere }: AskedFile): AskedWords => ({
  lessons: new Map(lessons.map(({ id, asked }) => [id, phrasesIn(asked)])),
  elsewhere: elsewhere.map(phrasesIn),
})

const phrasesIn = (written: string): string[] =>
  written
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
