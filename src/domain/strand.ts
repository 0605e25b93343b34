import type { Lesson } from './curriculum.js'

/** Lessons of awareness (chuyển đổi số …): they teach no skill and stand between the others in the path. */
export const isAwareness = ({ area }: Lesson): boolean => area === 'nhan-thuc'

/**
 * Lessons for those who help: family, officers, digital teams of the communes. They are in nobody's path, and
 * nothing of them counts.
 */
export const isForCompanions = ({ area }: Lesson): boolean => area === 'dong-hanh'
