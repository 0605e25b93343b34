import type { Feature, Image } from 'write-excel-file/node'

/** Something that changes the parts of a workbook; there are no pictures in ours. */
type PartsChange = Feature<Image['content']>

/** A4 across, as wide as the page, its heads on every page. */
export const printed = (names: readonly string[], headRows: number): PartsChange => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          xml
            .replace(/<worksheet[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
            .replace(
              /<pageSetup[^>]*\/>/,
              '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
            ),
      },
      'xl/workbook.xml': {
        transform: (xml) => xml.replace('</sheets>', `</sheets>${printTitles(names, headRows)}`),
      },
    },
  },
})

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
