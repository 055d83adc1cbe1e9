import type { ConversionCanReason } from '../../domain/conversion-can.ts';
import type { PlanCanReason } from '../../domain/plan-can.ts';
import { defineMessages } from '../../i18n/messages.ts';

type OtherReason =
  'name-differs' | 'definition-changed' | 'backfill-running' | 'backfill-unknown' | 'already-requested';
type Reason = ConversionCanReason | Extract<PlanCanReason, 'already-external' | 'unknown-kind'> | OtherReason;

/** Why the guard says no, by the reason that the gateway gives. */
export const reasonMessages = defineMessages(
  {
    'identity-not-stable':
      'You signed in with a token, which is somebody else after its next renewal. It may ask for a conversion, but not decide about one. Sign in with a user, account or API key.',
    'not-an-approver': 'This console names its approvers, and you are not one of them.',
    'same-person': 'You asked for it yourself. Somebody else has to decide.',
    'not-the-requester': 'Only whoever asked for it can withdraw it.',
    'not-requested': 'Somebody has decided about this request meanwhile.',
    'too-old': 'This request is older than 7 days. It has to be made anew.',
    'already-external': 'This plan is External already.',
    'unknown-kind': 'CAN gives this plan a kind that this console does not know.',
    'name-differs': 'What was typed is not what the plan is called now.',
    'definition-changed':
      'The plan’s definition has changed since the request. What was reviewed is no longer true: the request has to be made anew.',
    'backfill-running':
      'A backfill of this plan, started in this console, is waiting or running. Wait until it has ended.',
    'backfill-unknown':
      'It is not known whether a task of a backfill of this plan was created. Settle it on the backfill’s page first.',
    'already-requested': 'There is an open request for this plan already.',
  } satisfies Record<Reason, string>,
  {
    'identity-not-stable':
      '你使用令牌登录，令牌更换后会被视为另一个人，因此可以申请转换但不能审批。请使用用户、账号或 API Key 登录。',
    'not-an-approver': '本控制台指定了审批人，你不在其中。',
    'same-person': '这是你自己提交的申请，需要由另一人审批。',
    'not-the-requester': '只有申请人可以撤回。',
    'not-requested': '该申请已被他人处理。',
    'too-old': '该申请已超过 7 天，需要重新申请。',
    'already-external': '该方案已经是外部方案。',
    'unknown-kind': 'CAN 给出的方案类型是本控制台不认识的。',
    'name-differs': '输入的内容与方案当前的名称不一致。',
    'definition-changed': '方案定义在申请之后有变化，审阅的内容已不适用，需要重新申请。',
    'backfill-running': '该方案有从本控制台发起的回填正在等待或运行，请等它结束。',
    'backfill-unknown': '该方案有一个回填任务不清楚是否已创建，请先在回填页面确认。',
    'already-requested': '该方案已有未处理的申请。',
  },
);
