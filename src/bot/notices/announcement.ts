import type { Tellers } from '../notices.js'

/** Filled by the one who builds announcements. */
export const announcementTellers: Pick<Tellers, 'announcement' | 'agreement-wanted'> = {
  announcement: () => Promise.resolve(null),
  'agreement-wanted': () => Promise.resolve(null),
}
