import { relinkButtonData } from '../../domain/prompt.js'
import { say } from '../../domain/screen.js'
import type { Tellers } from '../notices.js'
import type { TurnContext } from '../turn-context.js'
import { spokenOf } from './whom.js'

type OwnDataTellers = Pick<Tellers, 'helper-erased' | 'relinked' | 'relink-wanted' | 'chat-closed'>

const YES = ['vang', 'dong y', 'dung', 'dung roi', 'u', 'phai', 'cho', 'toi doi may', 'doi may']
const NO = [
  'khong',
  'dung cho',
  'tu choi',
  'khong dong y',
  'khong phai',
  'khong phai toi',
  'toi khong doi may',
  'cam',
]
const CLOSE = ['dong', 'dong lai', 'dong may', 'khoa', 'khoa may kia', 'khong phai toi']

/** Those who learn in this chat, whoever does so now. */
const learnersHere = ({ learner, pending }: TurnContext): number[] => [
  ...(learner.id === null ? [] : [learner.id]),
  ...pending.profiles.map(({ learnerId }) => learnerId),
]

/** What is told of own data that somebody else erased, and of own studies that somebody opened elsewhere. */
export const ownDataTellers: OwnDataTellers = {
  async 'helper-erased'({ learnerId }, { turn, deps }) {
    const whom = spokenOf(turn, learnerId)
    if (whom === null || (await deps.family?.ownData.mayBeTold(learnerId, turn.now)) !== true) return null
    if (whom.own) return { lines: [say('own-data.told-helper-erased'), say('own-data.told-as-before')] }
    const { profile } = whom
    return {
      lines: [
        say('own-data.told-helper-erased-of', { profile }),
        say('own-data.told-as-before-of', { profile }),
      ],
    }
  },
  // Also while they rest: it may be a thief who is learning in their name.
  async relinked({ invitationId }, { turn, deps }) {
    for (const learnerId of learnersHere(turn)) {
      if (!(await deps.family?.ownData.isRelinked(invitationId, learnerId))) continue
      const buttons = [
        { label: say('relink.close'), words: CLOSE, data: relinkButtonData(invitationId, 'close') },
      ]
      const whom = spokenOf(turn, learnerId)
      if (whom === null || whom.own) return { lines: [say('relink.told'), say('relink.told-how')], buttons }
      const { profile } = whom
      return { lines: [say('relink.told-of', { profile }), say('relink.told-how-of', { profile })], buttons }
    }
    return null
  },
  async 'relink-wanted'({ invitationId }, { turn, deps }) {
    const wanted = (await deps.family?.ownData.relinkWanted(invitationId, turn.now)) ?? null
    const whom = wanted === null ? null : spokenOf(turn, wanted.learnerId)
    if (wanted === null || whom === null || wanted.state !== 'open') return null
    const by = wanted.helperName === null ? 'officer' : 'helper'
    const whose = whom.own ? 'own' : 'other'
    const values = {
      ...(wanted.helperName === null ? {} : { name: wanted.helperName }),
      ...(whom.own ? {} : { profile: whom.profile }),
    }
    return {
      lines: [
        say(`relink.wanted.${by}.${whose}`, values),
        say(`relink.wanted.refuse.${whose}`, values),
        ...(by === 'helper' ? [say(`relink.wanted.${wanted.opensUnanswered ? 'else' : 'never-else'}`)] : []),
      ],
      buttons: [
        { label: say('relink.wanted.yes'), words: YES, data: relinkButtonData(invitationId, 'yes') },
        { label: say('relink.wanted.no'), words: NO, data: relinkButtonData(invitationId, 'no') },
      ],
    }
  },
  // Unless it became theirs again meanwhile.
  'chat-closed': ({ learnerId }, { turn }) =>
    Promise.resolve(
      spokenOf(turn, learnerId) === null ? { lines: [say('relink.closed'), say('relink.closed-how')] } : null,
    ),
}
