import type { HonouredMember, Papers, StepMeans } from '../../../services/recognition-list.js'
import { type Html, page } from '../../pages/layout.js'
import { words as site } from '../../words.js'
import { dayIn } from '../formats.js'
import type { DeskView } from '../frame.js'
import { deskWords } from '../words.js'
import { stepWords } from './recognitions.js'

/** What is printed for members is Vietnamese, whatever the officer reads. */
const PAPER = {
  association: (commune: string | null): string =>
    commune === null ? 'Hội Người cao tuổi' : `Hội Người cao tuổi ${commune}`,
  number: 'Số: ……………………',
  title: 'Giấy ghi nhận',
  whom: { nam: 'Ghi nhận ông', nu: 'Ghi nhận bà' },
  anybody: 'Ghi nhận ông (bà)',
  member: (branch: string): string => `Hội viên ${branch}`,
  since: (step: string, day: string): string => `Từ ngày ${day} tới bước «${step}», làm chắc những việc sau:`,
  signedOn: '……………………, ngày …… tháng …… năm ………',
  signed: 'Người ký',
  how: '(ký, ghi rõ họ tên, đóng dấu)',
  rule: (rule: string): string =>
    `Theo quy tắc ${rule} của Gương Sáng. Tự học qua chatbot, không giám sát. Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.`,
}

/** Papers to be signed, each on a sheet of A4 in landscape; what is around them is not printed. */
export function papersPage({ words, asset, language }: DeskView, { step, members, means }: Papers): Html {
  const title = words('recognitions.papers-title')
  const named = stepWords(deskWords('vi'), step)
  return page({
    title: `${title} – ${site.name}`,
    kind: 'card',
    language,
    larger: words('frame.larger'),
    script: 'print.js',
    asset,
    body: (
      <main class="printing">
        <div class="around">
          <h1>{title}</h1>
          <p>
            <a href={`/dashboard/recognitions?step=${step.key}`}>{words('frame.back')}</a>
          </p>
          <button id="print" class="door primary" type="button" hidden>
            <strong>{words('frame.print')}</strong>
          </button>
          <p class="soft">{words('recognitions.papers-how')}</p>
        </div>
        {members.map((member) => (
          <Paper member={member} step={named} means={means} />
        ))}
      </main>
    ),
  })
}

const Paper = ({ member, step, means }: { member: HonouredMember; step: string; means: StepMeans }) => (
  <article class="sheet honour" lang="vi">
    <header>
      <p>
        <strong>{PAPER.association(member.commune)}</strong>
        <br />
        {member.branch ?? member.branchId}
      </p>
      <p>{PAPER.number}</p>
    </header>
    <div class="whom">
      <h2>{PAPER.title}</h2>
      <p>{member.sex === null ? PAPER.anybody : PAPER.whom[member.sex]}</p>
      <p class="name-of">
        <bdi>{member.name}</bdi>
      </p>
      <p>{PAPER.member(member.branch ?? member.branchId)}</p>
    </div>
    <div class="can">
      <p>{PAPER.since(step, dayIn(member.awardedOn))}</p>
      <ul>
        {means.areas.map(({ name, can }) => (
          <li>
            <strong>{name}:</strong> {can.join('; ')}.
          </li>
        ))}
      </ul>
    </div>
    <footer>
      <p class="rule">{PAPER.rule(member.rule)}</p>
      <p class="signed">
        {PAPER.signedOn}
        <br />
        <strong>{PAPER.signed}</strong>
        <br />
        {PAPER.how}
      </p>
    </footer>
  </article>
)
