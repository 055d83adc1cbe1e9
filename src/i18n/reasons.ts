import type { ConversionCanReason } from '../domain/conversion-can.ts';
import type { PlanCanReason, RangesReason } from '../domain/plan-can.ts';
import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';

/** Reasons that only the gateway finds, because they depend on what it keeps or on what CAN has just said. */
type GatewayReason =
  | 'ranges-overlap'
  | 'too-many-instances'
  | 'marked-both-ways'
  | 'backfill-running'
  | 'backfill-unknown'
  | 'converting'
  | 'still-sending'
  | 'nothing-unsent'
  | 'task-sent'
  | 'not-unknown'
  | 'dag-taken'
  | 'dag-unknown'
  | 'name-differs'
  | 'definition-changed'
  | 'already-requested';

type Reason = PlanCanReason | RangesReason | ConversionCanReason | GatewayReason;

/** Why a rule says no, by the stable key that the rule tables and the gateway give (`Problem.reason`). */
export const reasonMessages = defineMessages(
  {
    'external-not-backfilled':
      'CAN does not backfill an External plan: run its reference scripts in the outside scheduler.',
    'not-external':
      'Only partitions of an External plan are marked or cleared by hand; CAN keeps those of this plan itself.',
    'already-external': 'This plan is External already.',
    'unknown-kind': 'CAN gives this plan a kind that this console does not know.',
    'unknown-granularity':
      'The granularity of this plan is not known here, so its partitions can’t be named.',
    'full-refresh-not-clearable':
      'A full-refresh table has no partitions, so there is nothing that could be cleared.',
    'identity-not-stable':
      'You signed in with a token, which is somebody else after its next renewal. It may ask for a conversion, but not decide about one.',
    'range-granularity': 'What is chosen does not carry the plan’s own granularity.',
    'range-reversed': 'A range ends before it starts.',
    'range-empty': 'No partition is chosen.',
    'range-too-long': 'That is more than 250,000 partitions.',
    'range-on-full-refresh': 'A full-refresh table has no partitions: no ranges can be named.',
    'not-an-approver': 'This console names its approvers, and you are not one of them.',
    'same-person': 'You asked for it yourself. Somebody else has to decide.',
    'not-the-requester': 'Only whoever asked for it can withdraw it.',
    'not-requested': 'Somebody has decided about this request meanwhile.',
    'too-old': 'This request is older than 7 days. It has to be made anew.',
    'ranges-overlap': 'Two of the ranges share a day: CAN would compute it twice.',
    'too-many-instances': 'That would be more instances than one backfill may have.',
    'marked-both-ways': 'The same partition is marked as filled and as failed.',
    'backfill-running': 'A backfill of this plan, started in this console, is waiting or running.',
    'backfill-unknown':
      'It is not known whether a task of a backfill of this plan was created. Settle it on the backfill’s page first.',
    converting: 'This plan is being converted to External right now.',
    'still-sending': 'The tasks of this backfill are being sent right now.',
    'nothing-unsent': 'Every task of this backfill has been sent.',
    'task-sent': 'This task has been sent meanwhile.',
    'not-unknown': 'The outcome of this task is known; nobody needs to say what became of it.',
    'dag-taken': 'This dagName belongs to another task.',
    'dag-unknown': 'CAN has no instances under this dagName.',
    'name-differs': 'What was typed is not what the plan is called now.',
    'definition-changed':
      'The plan’s definition has changed since the request. What was reviewed is no longer true: the request has to be made anew.',
    'already-requested': 'There is an open request for this plan already.',
  } satisfies Record<Reason, string>,
  {
    'external-not-backfilled': 'CAN 不会回填外部方案：请在外部调度系统中运行参考脚本。',
    'not-external': '只有外部方案的分区可以手工标记或清除；该方案的分区由 CAN 自行维护。',
    'already-external': '该方案已经是外部方案。',
    'unknown-kind': 'CAN 给出的方案类型是本控制台不认识的。',
    'unknown-granularity': '该方案的粒度无法识别，因此无法指定分区。',
    'full-refresh-not-clearable': '整表刷新的表没有分区，无可清除的内容。',
    'identity-not-stable': '你使用令牌登录，令牌更换后会被视为另一个人，因此可以申请转换但不能审批。',
    'range-granularity': '所选范围与方案自身的粒度不一致。',
    'range-reversed': '有范围的结束早于开始。',
    'range-empty': '没有选择任何分区。',
    'range-too-long': '所选分区超过 250,000 个。',
    'range-on-full-refresh': '整表刷新的表没有分区，不能指定范围。',
    'not-an-approver': '本控制台指定了审批人，你不在其中。',
    'same-person': '这是你自己提交的申请，需要由另一人审批。',
    'not-the-requester': '只有申请人可以撤回。',
    'not-requested': '该申请已被他人处理。',
    'too-old': '该申请已超过 7 天，需要重新申请。',
    'ranges-overlap': '有两个范围包含同一天，CAN 会重复计算。',
    'too-many-instances': '实例数超过一次回填的上限。',
    'marked-both-ways': '同一分区被同时标记为成功和失败。',
    'backfill-running': '该方案有从本控制台发起的回填正在等待或运行。',
    'backfill-unknown': '该方案有一个回填任务不清楚是否已创建，请先在回填页面确认。',
    converting: '该方案正在转换为外部方案。',
    'still-sending': '该回填的任务正在提交。',
    'nothing-unsent': '该回填的任务都已提交。',
    'task-sent': '该任务已被提交。',
    'not-unknown': '该任务的结果已经明确，无需人工确认。',
    'dag-taken': '该 dagName 属于另一个任务。',
    'dag-unknown': 'CAN 中没有该 dagName 的实例。',
    'name-differs': '输入的内容与方案当前的名称不一致。',
    'definition-changed': '方案定义在申请之后有变化，审阅的内容已不适用，需要重新申请。',
    'already-requested': '该方案已有未处理的申请。',
  },
);

function has(table: object, reason: string): reason is Reason {
  return Object.hasOwn(table, reason);
}

/** null: a reason that is not known here, or none. */
export function useReasonWords(): (reason: string | undefined) => string | null {
  const words = useMessages(reasonMessages);
  return (reason) => (reason !== undefined && has(words, reason) ? words[reason] : null);
}
