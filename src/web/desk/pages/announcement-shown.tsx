import type { DeskView } from '../frame.js'

/** An announcement as the chat shows it, in words. */
export interface ShownWords {
  lines: readonly string[]
  /** With their numbers, where they bear some. */
  buttons: readonly string[]
}

/** The bubble as members see it; null where the lesson is not there any more. */
export function Shown({ view: { words }, shown }: { view: DeskView; shown: ShownWords | null }) {
  if (shown === null) return <p>{words('announcements.lesson-gone')}</p>
  return (
    <div class="announced" lang="vi">
      {shown.lines.map((line) => (
        <p>
          <bdi>{line}</bdi>
        </p>
      ))}
      {shown.buttons.length > 0 && (
        <ul>
          {shown.buttons.map((label) => (
            <li>{label}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
