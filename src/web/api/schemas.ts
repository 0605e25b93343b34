import { z } from '@hono/zod-openapi'

/** What stands in a place of a table; never empty. */
const figure = z.union([z.number(), z.string().min(1)]).openapi('Figure', {
  description:
    'A number that is published, or the Vietnamese words that stand where none is: “dưới 10 (chưa công bố)” is not 0.',
})

const next = z.string().nullable().openapi({
  description:
    'Where the next page is, as a path with its query; null on the last page. The same as the Link header.',
})
const planId = z.string().openapi({ description: 'The plan, by its id.', example: 'thai-nguyen' })
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .openapi({ description: 'The month, YYYY-MM.', example: '2026-10' })
const day = z.iso.date()
const data = z.enum(['real', 'demo']).openapi({ description: '“demo”: the people are made up.' })
const path = z
  .string()
  .regex(/^\/api\/v1\//)
  .openapi({ description: 'A path on this server.' })
const columns = z
  .record(z.string(), z.string())
  .openapi({ description: 'The columns in their order: the key in each row, and its label in Vietnamese.' })

export const releaseList = z
  .object({
    releases: z.array(
      z.object({
        plan: planId,
        month,
        data,
        snapshotOn: day.openapi({ description: 'The day as of which people were counted.' }),
        rule: z
          .string()
          .openapi({ description: 'The rule by which somebody is proficient.', example: 'TT-1.1' }),
        publishedOn: day,
        href: path,
      }),
    ),
    next,
  })
  .openapi('ReleaseList')

const head = {
  'du-lieu': z.string().openapi({ description: 'Whether the people are made up (DEMO).' }),
  'ke-hoach': z.string(),
  'can-cu': z.string(),
  thang: z.string(),
  'ngay-chot-so': z.string(),
  'quy-tac': z.string(),
  'ngay-lap': z.string(),
  'tong-hop': z.string(),
}

export type HeadKeys = Record<keyof typeof head, string>

const tableHead = {
  id: z.string().openapi({ description: 'Stable.', example: 'chuoi-bon-so:thai-nguyen' }),
  ten: z.string().openapi({ description: 'The title.' }),
  cot: columns,
}

export const releaseHead = z
  .object({
    plan: planId,
    month,
    data,
    ...head,
    bang: z
      .array(
        z.object({ ...tableHead, 'so-dong': z.int().openapi({ description: 'How many rows.' }), href: path }),
      )
      .openapi({ description: 'The tables, without their rows.' }),
    'ghi-chu': z.array(z.string()).openapi({ description: 'Notes that belong to every figure.' }),
  })
  .openapi('Release', { description: 'The keys are those of the JSON file of the same release.' })

export const tablePage = z
  .object({
    plan: planId,
    month,
    data,
    ...tableHead,
    dong: z.array(z.record(z.string(), figure)).openapi({ description: 'The rows of this page.' }),
    next,
  })
  .openapi('TablePage')

export const problemBody = z
  .object({
    type: z
      .string()
      .regex(/^urn:guong-sang:problem:[a-z-]+$/)
      .openapi({ description: 'Stable.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
  })
  .openapi('Problem', { description: 'RFC 9457.' })

/** The document itself. */
export const anyDocument = z.looseObject({ openapi: z.literal('3.1.0') }).openapi('OpenApiDocument')

/** At most so many of a page, `given` where nobody says. */
const limit = (given: number, most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .pipe(z.number().max(most))
    .default(given)
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: most,
      default: given,
      description: 'How many a page holds at most.',
    })

export const listQuery = z.object({
  plan: z.string().max(100).optional().openapi({ description: 'Only of this plan.', example: 'thai-nguyen' }),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}_[\w-]{1,60}$/)
    .optional()
    .openapi({ description: 'As `next` of the page before gives it.' }),
  limit: limit(50, 100),
})

export const rowsQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .default(0)
    .openapi({
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'As `next` of the page before gives it.',
    }),
  limit: limit(200, 1000),
})

const inPath = (name: string, description: string, example: string) =>
  z.string().openapi({ param: { name, in: 'path' }, description, example })

export const releasePath = z.object({
  plan: inPath('plan', 'The plan, by its id.', 'thai-nguyen'),
  month: inPath('month', 'YYYY-MM, or `latest`.', 'latest'),
})
export const tablePath = releasePath.extend({
  id: inPath('id', 'The table, as the release names it.', 'chuoi-bon-so:thai-nguyen'),
})
