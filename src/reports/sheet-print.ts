import type { Feature, Image } from 'write-excel-file/node'

/** Something that changes the parts of a workbook; there are no pictures in ours. */
type PartsChange = Feature<Image['content']>

/** As letters in all columns together; a wider table would be printed on A4 in letters too small to read. */
const WIDEST_ON_A4 = 190
/** As the file format numbers them. */
const [A3, A4] = [8, 9]

/** A4 across, A3 for the widest tables, each as wide as the page, its heads on every page. */
export const printed = (names: readonly string[], headRows: number): PartsChange => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { columns = [] }) =>
          xml
            .replace(/<worksheet[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
            .replace(
              /<pageSetup[^>]*\/>/,
              `<pageSetup paperSize="${widthOf(columns) > WIDEST_ON_A4 ? A3 : A4}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`,
            ),
      },
      'xl/workbook.xml': {
        // By a function: «$&» in a name is no pattern.
        transform: (xml) => xml.replace('</sheets>', (tag) => `${tag}${printTitles(names, headRows)}`),
      },
    },
  },
})

const widthOf = (columns: readonly { width?: number }[]): number =>
  columns.reduce((sum, { width = 0 }) => sum + width, 0)

/** The first sheet has no heads to repeat. */
const printTitles = (names: readonly string[], rows: number): string =>
  `<definedNames>${names
    .map((name, at) =>
      at === 0
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escaped(`'${name.replaceAll("'", "''")}'!$1:$${rows}`)}</definedName>`,
    )
    .join('')}</definedNames>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
