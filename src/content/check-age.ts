import { type ContactsFile, reachesOf } from './contacts-file.js'
import type { Loaded } from './curriculum.js'
import type { QuestionsFile, TaskFile } from './exercise-schema.js'
import type { ScamFile } from './scam-file.js'
import type { LessonFile } from './schema.js'
import type { Report, YamlFile } from './yaml-file.js'

interface Dated {
  /** The day of the check, like 2026-11-28. */
  today: string
  lessons: readonly Loaded<LessonFile>[]
  questions: readonly Loaded<QuestionsFile>[]
  tasks: readonly Loaded<TaskFile>[]
  scams: readonly Loaded<ScamFile>[]
  contacts: YamlFile<ContactsFile>
}

/** Checks that everything was reviewed within twelve months, and that nothing waits for a day that has come. */
export function checkAges({ today, lessons, questions, tasks, scams, contacts }: Dated): void {
  const judge = judgeOn(today)
  for (const { value, report } of [...lessons, ...questions, ...tasks, ...scams])
    judge(value.reviewed_on, ['reviewed_on'], report)
  for (const { value, report } of lessons) {
    const { verify_before: until } = value
    if (until !== undefined && until <= today)
      report(['verify_before'], 'this day has come: verify the facts, or mend the lesson')
  }
  contacts.value?.contacts.forEach((contact, index) => {
    for (const { at, reach } of reachesOf(contact))
      judge(reach.checked_on, ['contacts', index, ...at, 'checked_on'], contacts.report)
  })
}

function judgeOn(today: string): (day: string, at: readonly PropertyKey[], report: Report) => void {
  const oldest = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return (day, at, report) => {
    if (day < oldest) report(at, 'it is more than twelve months ago: see whether all is still true')
    if (day > today) report(at, 'this day is still to come')
  }
}
