/** Colours, type and measures of every picture. Lengths are pixels of a picture 720 wide. */

export const WIDTH = 720

export const colour = {
  paper: '#FBF7EF',
  card: '#FFFFFF',
  ink: '#1C2733',
  inkSoft: '#465362',
  teal: '#0B5351',
  tealSoft: '#DCEDEA',
  amber: '#7A3E00',
  amberSoft: '#FDEBCF',
  line: '#C9C2B4',
} as const

/** With less, capitals with two marks would touch the line above: Ẳ under ỵ. */
export const LINE_HEIGHT = 1.5

export const type = { pill: 24, label: 26, message: 34, value: 36, title: 38 } as const

export const radius = 20
export const border = 3
/** Room between the picture's edge and what stands in it. */
export const margin = 30
/** Number circles, as wide as a target on a phone is high. */
export const circle = 64
