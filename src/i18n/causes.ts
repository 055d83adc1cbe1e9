import type { Cause, CauseCode, ProblemCode } from '../contract/problem.ts';
import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';
import { useProblemTitle } from './problems.ts';

interface Worded {
  sentence: string;
  title: string;
  detail: string | undefined;
}

const causeMessages = defineMessages(
  {
    // The gateway writes down English sentences, and they say more than a title does.
    said: ({ sentence }: Worded) => sentence,
    own: {
      'gateway-ended': 'This console ended before CAN had answered',
      'not-sent': 'The console’s records failed before it was sent',
      'not-shown': 'What CAN shows does not prove yet that it was done',
      'read-back': 'CAN’s answer left it open; what CAN shows now proves that it was done',
      'said-so': 'Somebody says that CAN created nothing',
    },
  },
  {
    said: ({ title, detail }) => (detail === undefined ? title : `${title}：${detail}`),
    own: {
      'gateway-ended': 'CAN 答复之前控制台已停止运行',
      'not-sent': '发送前控制台自身的记录出错，未发送',
      'not-shown': 'CAN 目前显示的内容还不能证明已生效',
      'read-back': 'CAN 的答复不明确，回读结果显示已生效',
      'said-so': '已有人确认 CAN 没有创建任务',
    },
  },
);

/** What was written down of a call that went wrong; `problem` as the gateway or CAN put it. */
interface Told {
  problem?: string | undefined;
  cause?: Cause | undefined;
}

/** In the reader's language, with CAN's own words as they are; what has no code stays as it was written. */
export function useCauseWords(): (told: Told) => string | undefined {
  const { said, own } = useMessages(causeMessages);
  const titleOf = useProblemTitle();
  const isOwn = (code: CauseCode): code is Exclude<CauseCode, ProblemCode> => Object.hasOwn(own, code);
  return ({ problem, cause }) => {
    if (problem === undefined || cause === undefined) return problem;
    const { code, detail } = cause;
    if (code === 'can-refused' && detail !== undefined) return detail;
    return said({ sentence: problem, title: isOwn(code) ? own[code] : titleOf(code), detail });
  };
}
