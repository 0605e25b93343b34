import { expect, it } from 'vitest'
import { DEMO_WHOLES, demoUnits } from '../../src/domain/demo-province.js'

it('a phường of the demo has branches of tổ dân phố, a xã those of thôn', () => {
  for (const [plan, wholes] of Object.entries(DEMO_WHOLES))
    for (const whole of wholes) {
      const units = demoUnits(plan, whole, '2026-01')
      const communes = new Map(units.map(({ unit, name }) => [unit, name]))
      const branches = units.filter(({ level }) => level === 'branch')
      expect(branches.length).toBeGreaterThan(10)
      for (const { name, parent } of branches)
        expect(name).toMatch(
          communes.get(parent!)!.startsWith('Phường') ? /^Chi hội tổ dân phố / : /^Chi hội thôn /,
        )
    }
})
