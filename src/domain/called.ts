/** What the family calls somebody, to stand within a sentence and at its beginning: "bà ngoại", "Bà ngoại". */
export const namesOf = (called: string): { called: string; Called: string } => ({
  called,
  Called: called.charAt(0).toLocaleUpperCase('vi') + called.slice(1),
})
