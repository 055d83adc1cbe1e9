import { instanceStatuses, type InstanceStatus } from '../contract/instance.ts';
import type { BackfillState, TaskState } from '../contract/backfill.ts';
import type { MarkName } from '../ui/state-mark.tsx';
import type { Tone } from '../ui/state-badge.tsx';
import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';

type KnownStatus = (typeof instanceStatuses)[number];

const words = defineMessages(
  {
    statuses: {
      WAITING: 'Waiting',
      RUNNING: 'Running',
      SUCCESS: 'Success',
      FAILED: 'Failed',
    } satisfies Record<KnownStatus, string>,
    backfills: {
      sending: 'Sending',
      running: 'Running',
      done: 'Done',
      'done with failures': 'Done with failures',
      'needs attention': 'Needs attention',
    } satisfies Record<BackfillState, string>,
    tasks: {
      unsent: 'Not sent',
      sending: 'Sending',
      created: 'Created',
      untraceable: 'Created, no handle',
      refused: 'Refused by CAN',
      unknown: 'Outcome unknown',
    } satisfies Record<TaskState, string>,
  },
  {
    statuses: { WAITING: '等待中', RUNNING: '运行中', SUCCESS: '成功', FAILED: '失败' },
    backfills: {
      sending: '提交中',
      running: '运行中',
      done: '已完成',
      'done with failures': '已完成，有失败',
      'needs attention': '需要处理',
    },
    tasks: {
      unsent: '未提交',
      sending: '提交中',
      created: '已创建',
      untraceable: '已创建，无句柄',
      refused: '被 CAN 拒绝',
      unknown: '结果未知',
    },
  },
);

interface Look {
  tone: Tone;
  icon: MarkName;
  label: string;
}

const statusLooks: Record<KnownStatus, Omit<Look, 'label'>> = {
  WAITING: { tone: 'idle', icon: 'clock' },
  RUNNING: { tone: 'busy', icon: 'running' },
  SUCCESS: { tone: 'good', icon: 'check' },
  FAILED: { tone: 'bad', icon: 'cross' },
};

const backfillLooks: Record<BackfillState, Omit<Look, 'label'>> = {
  sending: { tone: 'busy', icon: 'running' },
  running: { tone: 'busy', icon: 'running' },
  done: { tone: 'good', icon: 'check' },
  'done with failures': { tone: 'bad', icon: 'cross' },
  'needs attention': { tone: 'warn', icon: 'warning' },
};

const taskLooks: Record<TaskState, Omit<Look, 'label'>> = {
  unsent: { tone: 'idle', icon: 'hollow' },
  sending: { tone: 'busy', icon: 'running' },
  created: { tone: 'good', icon: 'check' },
  untraceable: { tone: 'warn', icon: 'question' },
  refused: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'warning' },
};

const isKnown = (status: string): status is KnownStatus =>
  (instanceStatuses as readonly string[]).includes(status);

/** A status by word, icon and colour. A word of CAN's that we do not know is shown as it is. */
export function useStatusLook() {
  const { statuses, backfills, tasks } = useMessages(words);
  return {
    instance: (status: InstanceStatus): Look =>
      isKnown(status)
        ? { ...statusLooks[status], label: statuses[status] }
        : { tone: 'odd', icon: 'question', label: status },
    backfill: (state: BackfillState): Look => ({ ...backfillLooks[state], label: backfills[state] }),
    task: (state: TaskState): Look => ({ ...taskLooks[state], label: tasks[state] }),
  };
}
