import { CHOSEN_AREA } from '../domain/plan.js'
import { INDICATORS, STAGES, writtenForms } from '../domain/plan-targets.js'
import { formerProvincesOf, placeIdOf } from '../domain/place-ids.js'
import { type Loaded, toPlaces } from './curriculum.js'
import { nameOf } from './files.js'
import { CORE_SKILLS } from './limits.js'
import { type PlanFile, type StageFile, toTarget } from './plan-file.js'
import type { PlacesFile, SkillsFile } from './schema.js'
import type { Report, YamlFile } from './yaml-file.js'

/**
 * Checks that each plan chooses as many skills as an area is recognised by, that no province has two plans, and
 * that the numbers, agencies and places of a plan agree with its words.
 */
export function checkPlans(
  plans: readonly Loaded<PlanFile>[],
  skills: SkillsFile | null,
  places: readonly YamlFile<PlacesFile>[],
): void {
  const planOf = new Map<string, string>()
  for (const { file, value, report } of plans) {
    const { id, province } = value
    if (nameOf(file) !== id) report(['id'], `the plan ${id} must stand in ${id}.yaml`)
    const own = places.find((one) => nameOf(one.file) === province)
    if (own === undefined) report(['province'], `there is no places/${province}.yaml`)
    const other = planOf.get(province)
    if (other !== undefined) report(['province'], `${province} already has its plan in ${other}`)
    else planOf.set(province, file)
    checkChosen({ file, value, report }, skills)
    checkPaper(value, report)
    checkIndicators(value, report)
    checkLocks(value, report)
    if (own !== undefined && own.value !== null) checkReportsOn(value, own.value, report)
  }
}

function checkChosen({ value, report }: Loaded<PlanFile>, skills: SkillsFile | null): void {
  const chosen = value.nen_tang
  if (chosen.length !== CORE_SKILLS)
    report(['nen_tang'], `it has ${chosen.length} skills, it needs ${CORE_SKILLS}`)
  chosen.forEach((id, index) => {
    const at = ['nen_tang', index]
    if (chosen.indexOf(id) < index) return report(at, `the skill ${id} stands twice`)
    if (skills === null) return
    const skill = skills.skills.find((one) => one.id === id)
    if (skill === undefined) report(at, `there is no skill ${id} in skills.yaml`)
    else if (skill.area !== CHOSEN_AREA) report(at, `the skill ${id} is of the area ${skill.area}`)
  })
}

/** The head and the end of the paper on which the plan is reported. */
function checkPaper({ issuer: { agency, place }, recipients }: PlanFile, report: Report): void {
  if (!agency.endsWith(` ${place}`)) report(['issuer', 'place'], `the agency is not called after ${place}`)
  recipients.forEach((recipient, index) => {
    if (/[;.]$/.test(recipient)) report(['recipients', index], 'the stop at its end is put by the report')
  })
}

function checkIndicators({ indicators }: PlanFile, report: Report): void {
  const ids = indicators.map(({ id }) => id)
  if (ids.join() !== INDICATORS.join()) report(['indicators'], `they must be ${INDICATORS.join(', ')}`)
  indicators.forEach((indicator, index) => {
    for (const stage of STAGES) {
      const at = ['indicators', index, `to_${stage}`]
      checkStage(indicator[`to_${stage}`], at, report)
    }
    const [first, last] = STAGES.map((stage) => indicator[`to_${stage}`].targets.map(({ id }) => id).join())
    if (first !== last)
      report(['indicators', index, 'to_2035', 'targets'], `they must be those of to_2030: ${first}`)
  })
}

/** A number that the words do not say is a slip of the pen; so is a missing one that they do say. */
function checkStage({ wording, targets }: StageFile, at: readonly PropertyKey[], report: Report): void {
  targets.forEach((file, index) => {
    const { id, kind, value } = toTarget(file)
    const here = [...at, 'targets', index]
    if (targets.findIndex((one) => one.id === id) < index)
      report([...here, 'id'], `the target ${id} stands twice`)
    if (value === null) {
      if (/\d/.test(wording)) report(here, 'the words give a number, so the target needs one')
      return
    }
    const forms = kind === 'share' ? [`${value}%`] : writtenForms(value)
    if (!forms.some((form) => saysNumber(wording, form)))
      report(here, `the words do not say ${forms.join(' or ')}`)
  })
}

const saysNumber = (wording: string, form: string): boolean =>
  new RegExp(`(?<![\\d.,])${form.replaceAll('.', '\\.')}(?![\\d.,]*\\d| triệu)`, 'u').test(wording)

/** Who locks an indicator leads it in both stages, and nobody else locks it. */
function checkLocks({ locks, indicators }: PlanFile, report: Report): void {
  const lockedBy = new Map<string, string>()
  for (const [agency, ids] of Object.entries(locks)) {
    ids.forEach((id, index) => {
      const at = ['locks', agency, index]
      const other = lockedBy.get(id)
      if (other !== undefined) report(at, `${id} is already locked by ${other}`)
      lockedBy.set(id, agency)
      const indicator = indicators.find((one) => one.id === id)
      for (const stage of STAGES) {
        const lead = indicator?.[`to_${stage}`].lead
        if (lead !== undefined && lead !== agency) report(at, `${id} is led by ${lead} (to_${stage})`)
      }
    })
  }
}

/** A plan reports on its province, and on former provinces whose communes are known. */
function checkReportsOn({ reports_on: units }: PlanFile, own: PlacesFile, report: Report): void {
  const known = [placeIdOf(own.province), ...formerProvincesOf(toPlaces(own)).map(({ id }) => id)]
  units.forEach((id, index) => {
    if (units.indexOf(id) < index) report(['reports_on', index], `the place ${id} stands twice`)
    else if (!known.includes(id))
      report(['reports_on', index], `there is no province ${id} here, only ${known.join(', ')}`)
  })
}
