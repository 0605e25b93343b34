import { html } from 'hono/html'
import type { Thing } from '../../domain/two-words.js'
import type { Html } from './layout.js'

const INK = '#1c2733'
const GREEN = '#2f6b3c'
const BLUE = '#1f5fa8'
const YELLOW = '#d99a00'
const RED = '#b3261e'
const BROWN = '#7a4a21'

const shapes: Record<Thing, Html> = {
  la: html`<path d="M50 8C85 30 85 65 50 92C15 65 15 30 50 8Z" fill="${GREEN}" />
    <path d="M50 20V96" stroke="#fff" stroke-width="4" />`,
  chim: html`<ellipse cx="48" cy="56" rx="28" ry="20" fill="${BLUE}" /><circle
      cx="74"
      cy="38"
      r="14"
      fill="${BLUE}"
    />
    <path d="M86 36l12 5-12 5Z" fill="${YELLOW}" /><path d="M24 54L4 44v20Z" fill="${BLUE}" />
    <path d="M44 74v16M54 74v16" stroke="${INK}" stroke-width="4" /><circle
      cx="77"
      cy="35"
      r="3"
      fill="#fff"
    />`,
  ca: html`<ellipse cx="44" cy="50" rx="34" ry="20" fill="${YELLOW}" /><path
      d="M72 50L96 30v40Z"
      fill="${YELLOW}"
    />
    <circle cx="26" cy="45" r="4" fill="${INK}" />`,
  hoa: html`<path d="M50 55V96" stroke="${GREEN}" stroke-width="6" />
    <circle cx="50" cy="20" r="14" fill="${RED}" /><circle cx="31" cy="34" r="14" fill="${RED}" />
    <circle cx="69" cy="34" r="14" fill="${RED}" /><circle cx="38" cy="55" r="14" fill="${RED}" />
    <circle cx="62" cy="55" r="14" fill="${RED}" /><circle cx="50" cy="40" r="12" fill="${YELLOW}" />`,
  nha: html`<path d="M6 50L50 12L94 50Z" fill="${RED}" /><path d="M18 50h64v40H18Z" fill="${YELLOW}" />
    <path d="M42 62h16v28H42Z" fill="${BROWN}" />`,
  cay: html`<path d="M43 60h14v34H43Z" fill="${BROWN}" /><circle cx="50" cy="38" r="31" fill="${GREEN}" />`,
  thuyen: html`<path d="M8 66h84L76 88H24Z" fill="${BROWN}" /><path
      d="M48 8v54"
      stroke="${INK}"
      stroke-width="4"
    />
    <path d="M52 12L86 58H52Z" fill="${BLUE}" />`,
  'mat-troi': html`<circle cx="50" cy="50" r="22" fill="${YELLOW}" />
    <path
      d="M50 4v16M50 80v16M4 50h16M80 50h16M17 17l12 12M71 71l12 12M83 17L71 29M29 71L17 83"
      stroke="${YELLOW}"
      stroke-width="7"
    />`,
  trang: html`<path d="M66 8A44 44 0 1 0 92 68A36 36 0 0 1 66 8Z" fill="${YELLOW}" />`,
  sao: html`<path d="M50 5L62 38H96L69 58L79 92L50 72L21 92L31 58L4 38H38Z" fill="${YELLOW}" />`,
  du: html`<path d="M6 54A44 44 0 0 1 94 54Z" fill="${RED}" />
    <path d="M50 10V82A9 9 0 0 1 32 82" fill="none" stroke="${INK}" stroke-width="5" />`,
  non: html`<path d="M50 18L94 72H6Z" fill="${YELLOW}" /><ellipse
      cx="50"
      cy="72"
      rx="44"
      ry="10"
      fill="${BROWN}"
    />`,
  chuong: html`<path d="M20 74C30 62 26 14 50 14C74 14 70 62 80 74Z" fill="${YELLOW}" />
    <circle cx="50" cy="82" r="9" fill="${BROWN}" />`,
  'chia-khoa': html`<circle cx="26" cy="50" r="17" fill="none" stroke="${BROWN}" stroke-width="9" />
    <path d="M43 50H94M78 50v18M92 50v14" stroke="${BROWN}" stroke-width="9" />`,
  'dong-ho': html`<circle cx="50" cy="50" r="42" fill="#fff" stroke="${BLUE}" stroke-width="8" />
    <path d="M50 24V50L68 62" fill="none" stroke="${INK}" stroke-width="6" />`,
  coc: html`<path d="M20 26h48v52a10 10 0 0 1-10 10H30a10 10 0 0 1-10-10Z" fill="${BLUE}" />
    <path d="M68 38h8a12 12 0 0 1 0 26h-8" fill="none" stroke="${BLUE}" stroke-width="8" />`,
  thia: html`<ellipse cx="50" cy="26" rx="17" ry="22" fill="${INK}" /><path
      d="M45 44h10v52H45Z"
      fill="${INK}"
    />`,
  'qua-tao': html`<circle cx="38" cy="58" r="28" fill="${RED}" /><circle
      cx="62"
      cy="58"
      r="28"
      fill="${RED}"
    />
    <path d="M50 34V14" stroke="${BROWN}" stroke-width="6" /><path
      d="M52 22C60 6 76 8 78 10C74 24 62 28 52 22Z"
      fill="${GREEN}"
    />`,
  nam: html`<path d="M8 52A42 40 0 0 1 92 52Z" fill="${RED}" /><path d="M38 52h24v38H38Z" fill="${BROWN}" />
    <circle cx="34" cy="36" r="7" fill="#fff" /><circle cx="62" cy="32" r="8" fill="#fff" />`,
  buom: html`<circle cx="28" cy="34" r="22" fill="${BLUE}" /><circle cx="72" cy="34" r="22" fill="${BLUE}" />
    <circle cx="32" cy="68" r="17" fill="${YELLOW}" /><circle cx="68" cy="68" r="17" fill="${YELLOW}" />
    <path d="M50 22v62" stroke="${INK}" stroke-width="8" />`,
  'xe-dap': html`<circle cx="24" cy="66" r="19" fill="none" stroke="${INK}" stroke-width="6" />
    <circle cx="76" cy="66" r="19" fill="none" stroke="${INK}" stroke-width="6" />
    <path
      d="M24 66L40 36H66L76 66M40 36L52 66H24M52 66L66 36L62 24H74M34 30H46"
      fill="none"
      stroke="${RED}"
      stroke-width="6"
    />`,
  den: html`<circle cx="50" cy="38" r="30" fill="${YELLOW}" /><path
      d="M38 66h24v8H38ZM40 78h20v8H40Z"
      fill="${INK}"
    />`,
  sach: html`<path d="M8 22Q30 12 50 24Q70 12 92 22V82Q70 72 50 84Q30 72 8 82Z" fill="${BLUE}" />
    <path d="M50 24V84" stroke="#fff" stroke-width="4" />`,
  trong: html`<path d="M14 32h72v42H14Z" fill="${RED}" /><ellipse
      cx="50"
      cy="74"
      rx="36"
      ry="13"
      fill="${RED}"
    />
    <ellipse cx="50" cy="32" rx="36" ry="13" fill="${YELLOW}" />
    <path d="M60 28L90 6M40 28L10 6" stroke="${BROWN}" stroke-width="6" />`,
}

/** A simple thing that anybody would name alike, and what it is called. */
export const thingPicture = (thing: Thing, label: string): Html =>
  html`<svg class="thing" viewBox="0 0 100 100" role="img" aria-label="${label}">${shapes[thing]}</svg>`
