import type { Curriculum } from '../../src/domain/curriculum.js'
import type { Exercise, TaskStep } from '../../src/domain/exercise.js'

export const STEP: TaskStep = {
  id: 'tin-den',
  screen: {
    title: 'Tin nhắn',
    parts: [
      { kind: 'message', from: 'NGÂN HÀNG LÚA VÀNG', text: 'Mã của quý vị là 482913. Không đưa mã cho ai.' },
      { kind: 'field', label: 'Số tiền', value: '1.250.000 đồng' },
      { kind: 'note', text: 'Người gọi đang chờ máy' },
    ],
  },
  ask: '{Goi} nhận được mã. {Goi} làm gì?',
  hint: '{Goi} đọc dòng cuối của tin nhắn.',
  choices: [
    { id: 'a', text: 'Đọc mã cho người gọi' },
    { id: 'b', text: 'Giữ mã, không nói ra' },
    { id: 'c', text: 'Gửi ảnh chụp tin nhắn', label: 'Chia sẻ' },
  ],
  right: 'b',
}

/** Two skills in one area, and one task of two steps. */
export function smallCurriculum(step: TaskStep = STEP): Curriculum {
  const task: Exercise = {
    key: 'giu-ma/xin-ma.3',
    source: 'giu-ma/xin-ma',
    skill: 'giu-ma',
    type: 'task',
    title: 'Có người xin mã',
    steps: [step, { ...step, id: 'goi-lai' }],
    slip: { step: 0, choice: 'a' },
  }
  const skill = (id: string, title: string) => ({
    id,
    area: 'tu-bao-ve',
    title,
    can: '',
    safetyCritical: true,
    requires: [],
    misconceptions: [],
  })
  return {
    areas: [
      { id: 'lam-quen', name: 'Làm quen' },
      { id: 'tu-bao-ve', name: 'Tự bảo vệ mình trên không gian mạng' },
    ],
    skills: new Map([
      ['giu-ma', skill('giu-ma', 'Giữ kín mã')],
      ['khoa-va-bao', skill('khoa-va-bao', 'Khoá và báo')],
    ]),
    exercises: new Map([[task.key, task]]),
  } as Partial<Curriculum> as Curriculum
}
