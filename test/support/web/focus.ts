import type { Page } from 'playwright-core'

export interface Focus {
  /** What a screen reader would call it. */
  name: string
  /** Why a person could not see where they are; null when they can. */
  hidden: string | null
}

/** Where the focus is, and whether somebody who uses only keys can see it. */
export const focusOn = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const name =
      element.getAttribute('aria-label') ??
      (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.innerText) ??
      ''
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const hidden =
      element === document.body
        ? 'nothing has the focus'
        : outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 3
          ? 'it has no outline'
          : top < 0 || bottom > innerHeight
            ? `it stands from ${top} to ${bottom}, outside the screen`
            : element.contains(middle)
              ? null
              : 'something covers it'
    return { name: name.replace(/\s+/g, ' ').trim(), hidden }
  })

/** Presses Tab until this has the focus; every stop on the way must be seen. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops: string[] = []
  while (stops.length < 15) {
    await page.keyboard.press(key)
    const focus = await focusOn(page)
    if (focus.hidden !== null) throw new Error(`«${focus.name}»: ${focus.hidden}`)
    if (focus.name.includes(name)) return
    stops.push(focus.name)
  }
  throw new Error(`«${name}» is not among ${stops.join(' | ')}`)
}
