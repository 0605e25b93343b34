import { it } from 'vitest'
import { Walk } from '../support/bot/walk.js'
it('walks', () => {
  for (const how of ['try', 'learn'] as const) for (let run = 0; run < 4; run++) {
    const w = new Walk('nam')
    w.random = Math.random
    const log: string[] = []
    w.take({ kind: 'command', command: 'start' } as never)
    let n = 0
    const kinds: string[] = []
    for (; n < 500; n++) {
      const p = w.prompt
      if (p === null) { log.push('no prompt ' + w.session?.form); break }
      const ids = p.options.map((o) => o.id)
      const m = w.session!.mode
      if (m.kind === 'opening') { log.push(`${n}:${m.lessonId}`); if (m.lessonId === 'N1') break }
      const right = (p.item as { right?: string } | null)?.right
      const o = right ?? [how === 'try' ? 'try' : 'learn', 'next', 'sure', 'cmd:learn', 'yes', 'chu'].find((x) => ids.includes(x)) ?? ids[0]!
      if (w.session!.form) { log.push('form ' + w.session!.form); w.session = { ...w.session!, form: null }; w.learner = { ...w.learner, asked: ['hour','place','birth-year','counting'] as never }; w.take({kind:'command', command:'learn'} as never); continue }
      w.take({ kind: 'choose', option: o } as never)
      if (m.kind === 'exercise' && m.step === 0 && m.answered === null) log.push(`${n}ex:${m.exercise.split('/')[0]}:${m.as}`)
    }
    console.log(how, n, log.join(' '))
  }
})
