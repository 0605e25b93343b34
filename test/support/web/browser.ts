import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { inject } from 'vitest'

const CHROMIUM = '/usr/bin/chromium'

/** Browser tests are collected only where there is a browser. */
export const hasChromium = existsSync(CHROMIUM)

let opened: Promise<Browser> | null = null

/** The browser of this worker, which all its files share: one that starts takes seconds. It ends with the worker. */
export const openBrowser = (): Promise<Browser> => (opened ??= launched())

/** For whoever is done with the browser: what it has open goes, it stays. */
export async function leaveBrowser(browser: Browser): Promise<void> {
  for (const context of browser.contexts()) await context.close()
}

const launched = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  })

/** A phone of 390 × 844 points; each context is a visitor of its own. */
export const phone = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: 'vi-VN',
    hasTouch: true,
  })

export interface Finding {
  id: string
  impact: string | null | undefined
  nodes: { html: string }[]
}

/**
 * What axe finds on the page, of whatever impact, and every text whose contrast is below 7:1. Nothing is excepted.
 * It runs through the debugger, so that the page's own security policy stands.
 */
export async function axeFindings(page: Page): Promise<Finding[]> {
  await page.evaluate(axeSource())
  // What passes is told without its elements: thousands of them would cross over from the browser.
  const options = "{ rules: { 'color-contrast-enhanced': { enabled: true } }, resultTypes: ['violations'] }"
  const found = await page.evaluate<{ violations: Finding[]; passed: string[] }>(
    `axe.run(document, ${options})
      .then(({ violations, passes }) => ({ violations, passed: passes.map(({ id }) => id) }))`,
  )
  if (!found.passed.includes('color-contrast-enhanced')) throw new Error('axe saw no text')
  return found.violations
}

/** The smallest size in CSS pixels of any text on the page that can be seen. */
export const smallestText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const sizes: number[] = []
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement!
      const written = walker.currentNode.textContent!.trim() !== ''
      if (written && element.checkVisibility() && element.closest('.unseen, noscript') === null) {
        sizes.push(Number.parseFloat(getComputedStyle(element).fontSize))
      }
    }
    return Math.min(...sizes)
  })

const axeSource = (): string =>
  readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Takes a picture of the page, to look at in the folder SHOTS where that is set; returns where. */
export async function picture(page: Page, name: string, { fullPage = false } = {}): Promise<string> {
  const folder = process.env['SHOTS'] ?? join(inject('scratch'), 'screens')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, fullPage })
  return path
}

/** The same where SHOTS is set, nothing elsewhere: a picture of a whole page takes its time. */
export async function keptPicture(...asked: Parameters<typeof picture>): Promise<void> {
  if (process.env['SHOTS'] !== undefined) await picture(...asked)
}
