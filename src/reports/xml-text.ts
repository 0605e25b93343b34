/** What XML cannot hold: control characters but for tab and line ends, halves of a pair, and two that are none. */
// oxlint-disable-next-line no-control-regex
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu

/** A text as an XML file can hold it; everything else in it stays as it is. */
export const xmlText = (text: string): string => text.replaceAll(NOT_IN_XML, '')
