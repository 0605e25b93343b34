import type { ApiMethod } from './api-calls.js'

type Payload = Record<string, unknown>
type Rule = (payload: Payload) => (string | null)[]

/** The lengths and patterns that stand in the Bot API's text but in no type. */
export function limitProblems(method: ApiMethod, payload: Payload): string[] {
  const rules = RULES[method] ?? []
  return [...rules, keyboardRule].flatMap((rule) => rule(payload)).filter((problem) => problem !== null)
}

function length(name: string, value: unknown, from: number, to: number): string | null {
  if (typeof value !== 'string') return null
  return value.length >= from && value.length <= to
    ? null
    : `${name} has ${value.length} characters, not ${from}–${to}`
}

const text =
  (name: string, from: number, to: number): Rule =>
  (payload) => [length(name, payload[name], from, to)]

/** Text as people see it: markup is not counted, and spaces around it are cut off. */
const parsed =
  (name: string, from: number, to: number): Rule =>
  (payload) => {
    const value = payload[name]
    if (typeof value !== 'string') return []
    return [length(name, withoutMarkup(value, payload['parse_mode']).trim(), from, to)]
  }

function withoutMarkup(value: string, parseMode: unknown): string {
  if (parseMode === 'HTML') return value.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot|#\d+);/g, '.')
  if (parseMode === 'MarkdownV2') return value.replace(/\\(.)|[*_~|`]/g, '$1')
  return value
}

const match =
  (name: string, pattern: RegExp): Rule =>
  (payload) => {
    const value = payload[name]
    return typeof value === 'string' && !pattern.test(value) ? [`${name} does not match ${pattern}`] : []
  }

const between =
  (name: string, from: number, to: number): Rule =>
  (payload) => {
    const value = payload[name]
    return typeof value === 'number' && (value < from || value > to) ? [`${name} is not ${from}–${to}`] : []
  }

const commands: Rule = ({ commands: list }) => {
  if (!isList(list)) return []
  const count = list.length >= 1 && list.length <= 100 ? null : `${list.length} commands, not 1–100`
  const names = list.map(({ command }) =>
    typeof command === 'string' && /^[a-z0-9_]{1,32}$/.test(command)
      ? null
      : `command name ${String(command)}`,
  )
  return [
    count,
    ...names,
    ...list.map((entry) => length('command description', entry['description'], 1, 256)),
  ]
}

// Telegram posts to https only; a stand-in may post to the machine it runs on.
const webhookUrl = match('url', /^($|https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/)

const photoOrVoice: Rule[] = [parsed('caption', 0, 1024)]

const RULES: Partial<Record<ApiMethod, Rule[]>> = {
  getUpdates: [between('limit', 1, 100), between('timeout', 0, 60)],
  setWebhook: [webhookUrl, match('secret_token', /^[\w-]{1,256}$/), between('max_connections', 1, 100)],
  sendMessage: [parsed('text', 1, 4096)],
  editMessageText: [parsed('text', 1, 4096)],
  answerCallbackQuery: [text('text', 0, 200)],
  sendPhoto: photoOrVoice,
  sendVoice: photoOrVoice,
  sendChatAction: [match('action', /^(typing|upload_photo|record_voice|upload_voice|upload_document)$/)],
  setMyCommands: [commands],
  setMyDescription: [text('description', 0, 512)],
  setMyShortDescription: [text('short_description', 0, 120)],
  setMyName: [text('name', 0, 64)],
}

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null
const isList = (value: unknown): value is Payload[] => Array.isArray(value) && value.every(isObject)

const keyboardRule: Rule = ({ reply_markup: markup }) => {
  if (!isObject(markup)) return []
  const problems = [length('input_field_placeholder', markup['input_field_placeholder'], 1, 64)]
  const rows: unknown = markup['inline_keyboard'] ?? markup['keyboard']
  if (!Array.isArray(rows)) return problems
  const buttons: unknown[] = rows.flat()
  if (!isList(buttons)) return problems
  if (buttons.length > 100) problems.push(`${buttons.length} buttons, more than 100`)
  return [...problems, ...('inline_keyboard' in markup ? buttons.flatMap(buttonProblems) : [])]
}

const ACTIONS = [
  'url', 'callback_data', 'web_app', 'login_url', 'switch_inline_query', 'copy_text', 'pay', 'callback_game',
  'switch_inline_query_current_chat', 'switch_inline_query_chosen_chat', 'disabled', 'force_reply',
] // prettier-ignore

function buttonProblems(button: Payload): (string | null)[] {
  const { text: label, callback_data: data, url, copy_text: copy } = button
  const actions = ACTIONS.filter((action) => action in button)
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 1
  const start =
    typeof url === 'string' ? /^https:\/\/t\.me\/.*[?&]start(?:group)?=([^&]*)/.exec(url)?.[1] : undefined
  return [
    typeof label === 'string' && label.trim() === '' ? 'a button without words' : null,
    actions.length === 1 ? null : `button "${String(label)}" has ${actions.length} actions, not one`,
    bytes >= 1 && bytes <= 64 ? null : `callback_data has ${bytes} bytes, not 1–64`,
    start === undefined || /^[\w-]{1,64}$/.test(start) ? null : `start parameter "${start}"`,
    isObject(copy) ? length('copy_text', copy['text'], 1, 256) : null,
  ]
}
