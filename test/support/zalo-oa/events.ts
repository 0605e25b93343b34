import type { OaKind } from './types.js'

/** Names that must not be found anywhere behind the wire. */
export const NAMES = { card: 'Năm Sương Mai', phone: '84912345678' }

type Attachment = { type: string; payload: Record<string, unknown> }

const ATTACHMENTS: Record<Exclude<OaKind, 'call'>, Attachment> = {
  sticker: {
    type: 'sticker',
    payload: { id: 'e76a4f4b320edb50821f', url: 'https://stc-zalo.zdn.vn/sticker/22334' },
  },
  gif: {
    type: 'gif',
    payload: { url: 'https://f22-zpg.zdn.vn/1.gif', thumbnail: 'https://f22-zpg.zdn.vn/1.jpg' },
  },
  link: {
    type: 'link',
    payload: { thumbnail: 'https://f22-zpg.zdn.vn/2.jpg', description: '', url: 'https://vi-du.example/qua' },
  },
  location: { type: 'location', payload: { coordinates: { latitude: '10.53', longitude: '106.41' } } },
  card: {
    type: 'link',
    payload: {
      thumbnail: 'https://f22-zpg.zdn.vn/3.jpg',
      description: JSON.stringify({ phone: NAMES.phone, caption: NAMES.card }),
      url: 'https://zaloapp.com/qr/p/1abc',
    },
  },
  image: {
    type: 'image',
    payload: { url: 'https://f22-zpg.zdn.vn/4.jpg', thumbnail: 'https://f22-zpg.zdn.vn/4t.jpg' },
  },
  audio: { type: 'audio', payload: { url: 'https://f22-zpg.zdn.vn/5.aac' } },
  video: {
    type: 'video',
    payload: {
      url: 'https://f22-zpg.zdn.vn/6.mp4',
      thumbnail: 'https://f22-zpg.zdn.vn/6.jpg',
      description: '',
    },
  },
  file: {
    type: 'file',
    payload: {
      url: 'https://f22-zpg.zdn.vn/7.pdf',
      size: '30345',
      name: 'giay-to.pdf',
      checksum: '9fba',
      type: 'pdf',
    },
  },
}

const EVENT_NAMES: Record<OaKind, string> = {
  sticker: 'user_send_sticker',
  gif: 'user_send_gif',
  link: 'user_send_link',
  location: 'user_send_location',
  card: 'user_send_business_card',
  image: 'user_send_image',
  audio: 'user_send_audio',
  video: 'user_send_video',
  file: 'user_send_file',
  call: 'user_call_missed',
}

/** The parts of an event that tell what was sent; `link` describes itself by `text`. */
export function sent(kind: OaKind, messageId: string, text: string): Record<string, unknown> {
  if (kind === 'call') return { event_name: EVENT_NAMES.call }
  const attachment = ATTACHMENTS[kind]
  const payload = kind === 'link' ? { ...attachment.payload, description: text } : attachment.payload
  return {
    event_name: EVENT_NAMES[kind],
    message: { msg_id: messageId, attachments: [{ ...attachment, payload }] },
  }
}
