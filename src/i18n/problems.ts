import { isOutage, type ApiError } from '../api/errors.ts';
import { useLanguage, useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';
import { useReasonWords } from './reasons.ts';

/** Every code of the closed set: what happened, what it means, what to do next. */
const problemMessages = defineMessages(
  {
    codes: {
      invalid: {
        title: 'The request was not understood',
        means: 'Something in what was sent is not as it should be. Nothing was changed.',
        next: 'Check what you entered. If you only followed a link, the link may be damaged.',
      },
      unauthenticated: {
        title: 'You are not signed in any more',
        means: 'Your session has ended. Nothing was changed.',
        next: 'Sign in again; what you typed stays.',
      },
      'cross-site': {
        title: 'The request did not come from this console',
        means: 'The server only takes commands from its own pages. Nothing was changed.',
        next: 'Open the console by its own address and try again there.',
      },
      'not-allowed': {
        title: 'You may not do this',
        means: 'A rule of this console keeps this for other people. Nothing was changed.',
        next: 'Ask somebody who may, or sign in with another identity.',
      },
      'not-found': {
        title: 'This does not exist',
        means: 'It may have been deleted, or the address is wrong.',
        next: 'Go back to the list and look for it there.',
      },
      'method-not-allowed': {
        title: 'The request was not understood',
        means: 'The page and the server do not fit each other, perhaps after an update. Nothing was changed.',
        next: 'Reload the page.',
      },
      conflict: {
        title: 'This has changed in the meantime',
        means: 'It is no longer in a state in which this can be done. Nothing was changed.',
        next: 'Reload to see how it stands now.',
      },
      'in-progress': {
        title: 'This is being done right now',
        means: 'The same request is already on its way. It is not sent twice.',
        next: 'Wait a moment, then look again.',
      },
      'too-large': {
        title: 'That is too much at once',
        means: 'The request is larger than the server takes. Nothing was changed.',
        next: 'Split it into smaller parts.',
      },
      'wrong-media-type': {
        title: 'The request was not understood',
        means: 'Something between you and the server changed the request. Nothing was changed.',
        next: 'Reload the page. If that does not help, tell whoever runs this console.',
      },
      'key-reused': {
        title: 'This was already sent with other contents',
        means: 'To do nothing twice, the server refused it. Nothing was changed.',
        next: 'Reload the page and start again.',
      },
      rule: {
        title: 'This plan does not allow that',
        means: 'Nothing was sent to CAN.',
        next: 'The plan’s page says which actions are possible, and why others are not.',
      },
      'can-refused': {
        title: 'CAN said no',
        means: 'CAN understood the request and refused it.',
        next: 'Its own words usually say why.',
      },
      'can-unauthenticated': {
        title: 'CAN does not accept your credential',
        means: 'It is wrong, has expired or was revoked.',
        next: 'Sign in with a valid credential. In CAN you find it under Metric Applications > API Integration.',
      },
      'can-forbidden': {
        title: 'CAN does not let you do this',
        means: 'CAN knows who you are, but your account lacks the permission.',
        next: 'Ask a CAN administrator for the permission, or sign in with another identity.',
      },
      'can-rate-limited': {
        title: 'CAN asks for a pause',
        means: 'It has been asked too much in a short time.',
        next: 'If it lasts, give CAN a few minutes.',
      },
      'can-unreachable': {
        title: 'CAN can’t be reached',
        means: 'There is no connection from this console’s server to CAN.',
        next: 'If it lasts, tell whoever runs CAN or its network.',
      },
      'can-timeout': {
        title: 'CAN did not answer in time',
        means: 'It may be overloaded, or its network may be slow.',
        next: 'If it lasts, tell whoever runs CAN.',
      },
      'can-bad-answer': {
        title: 'CAN’s answer can’t be read',
        means: 'Something else seems to answer in its place, for example a proxy with an error page.',
        next: 'If it lasts, tell whoever runs CAN or the proxy in front of it.',
      },
      'can-failed': {
        title: 'CAN has an internal error',
        means: 'CAN, or what stands in front of it, failed while working on the request.',
        next: 'If it lasts, tell whoever runs CAN.',
      },
      'ledger-unavailable': {
        title: 'This console’s own records can’t be reached',
        means: 'Without them nothing is sent to CAN, so that nothing gets lost.',
        next: 'If it lasts, tell whoever runs this console: its database does not answer.',
      },
      internal: {
        title: 'Something went wrong in this console',
        means: 'This is a fault of the console, not of CAN and not of yours.',
        next: 'Try again. If it happens again, give the request id to whoever runs this console.',
      },
      'gateway-unreachable': {
        title: 'This console’s server can’t be reached',
        means: 'Your connection may be down, or the server is being restarted.',
        next: 'If it lasts, check your network or VPN.',
      },
      'gateway-bad-answer': {
        title: 'The server’s answer can’t be read',
        means:
          'Something else seems to answer in its place, for example a proxy or a login page of your network.',
        next: 'If it lasts, reload the page; if that does not help, tell whoever runs this console.',
      },
    },
    outcomeUnknown: 'It is not known whether this took effect: look before you do it again.',
    withTrace: 'With the trace id, a CAN administrator finds the call in the logs.',
    triesByItself: 'This page tries again by itself.',
    tryLater: 'Try again in a moment.',
    canSays: 'What CAN says',
    details: 'Details',
  },
  {
    codes: {
      invalid: {
        title: '请求内容有误',
        means: '提交的内容不符合要求，没有做任何改动。',
        next: '请检查填写的内容；如果只是点开了链接，链接可能不完整。',
      },
      unauthenticated: {
        title: '登录已失效',
        means: '会话已结束，没有做任何改动。',
        next: '请重新登录，已填写的内容会保留。',
      },
      'cross-site': {
        title: '请求不是从本控制台发出的',
        means: '服务端只接受来自自身页面的操作，没有做任何改动。',
        next: '请用控制台自己的地址打开后再操作。',
      },
      'not-allowed': {
        title: '你不能执行此操作',
        means: '按照控制台的规则，此操作只允许其他人执行，没有做任何改动。',
        next: '请找有权限的人处理，或换一个身份登录。',
      },
      'not-found': {
        title: '内容不存在',
        means: '可能已被删除，或者地址不对。',
        next: '请回到列表中查找。',
      },
      'method-not-allowed': {
        title: '请求内容有误',
        means: '页面与服务端版本不一致，可能刚刚升级过。没有做任何改动。',
        next: '请刷新页面。',
      },
      conflict: {
        title: '状态已发生变化',
        means: '当前状态已不允许此操作，没有做任何改动。',
        next: '请刷新页面查看最新状态。',
      },
      'in-progress': {
        title: '正在处理中',
        means: '同一请求已经在处理，不会重复发送。',
        next: '请稍等片刻再查看。',
      },
      'too-large': {
        title: '一次提交的内容过多',
        means: '请求超过了服务端允许的大小，没有做任何改动。',
        next: '请拆成几次提交。',
      },
      'wrong-media-type': {
        title: '请求内容有误',
        means: '请求在传输途中被改动，没有做任何改动。',
        next: '请刷新页面；若仍不行，请联系本控制台的维护人员。',
      },
      'key-reused': {
        title: '该请求已用其他内容提交过',
        means: '为避免重复执行，服务端已拒绝。没有做任何改动。',
        next: '请刷新页面后重新操作。',
      },
      rule: {
        title: '该方案不支持此操作',
        means: '没有向 CAN 发送任何请求。',
        next: '方案页面会说明哪些操作可用，以及其他操作不可用的原因。',
      },
      'can-refused': {
        title: 'CAN 拒绝了请求',
        means: 'CAN 收到了请求，但没有接受。',
        next: '原因一般写在它的原话里。',
      },
      'can-unauthenticated': {
        title: 'CAN 不接受你的凭证',
        means: '凭证有误、已过期或已被吊销。',
        next: '请换用有效的凭证登录，可在 CAN 的“指标应用 > API 集成”中查看。',
      },
      'can-forbidden': {
        title: 'CAN 不允许你执行此操作',
        means: 'CAN 认得你的身份，但账号没有相应权限。',
        next: '请向 CAN 管理员申请权限，或换一个身份登录。',
      },
      'can-rate-limited': {
        title: 'CAN 要求稍后再试',
        means: '短时间内请求过多，已被限流。',
        next: '若持续如此，请等几分钟。',
      },
      'can-unreachable': {
        title: '连接不上 CAN',
        means: '控制台服务端与 CAN 之间的连接不通。',
        next: '若持续如此，请联系 CAN 或网络的维护人员。',
      },
      'can-timeout': {
        title: 'CAN 响应超时',
        means: 'CAN 可能负载过高，或网络较慢。',
        next: '若持续如此，请联系 CAN 的维护人员。',
      },
      'can-bad-answer': {
        title: '无法识别 CAN 的响应',
        means: '响应可能来自别处，例如代理返回的错误页。',
        next: '若持续如此，请联系 CAN 或其前置代理的维护人员。',
      },
      'can-failed': {
        title: 'CAN 内部错误',
        means: 'CAN 或其前置代理在处理请求时出错。',
        next: '若持续如此，请联系 CAN 的维护人员。',
      },
      'ledger-unavailable': {
        title: '控制台自身的记录无法访问',
        means: '为避免遗漏，记录不可用时不会向 CAN 发送任何操作。',
        next: '若持续如此，请告知本控制台的维护人员：数据库没有响应。',
      },
      internal: {
        title: '控制台内部错误',
        means: '这是控制台自身的故障，与 CAN 无关，也不是你的问题。',
        next: '请重试；若再次出现，请把请求 ID 提供给本控制台的维护人员。',
      },
      'gateway-unreachable': {
        title: '连接不上控制台服务端',
        means: '可能是网络断开，或服务端正在重启。',
        next: '若持续如此，请检查网络或 VPN。',
      },
      'gateway-bad-answer': {
        title: '无法识别服务端的响应',
        means: '响应可能来自别处，例如代理或网络登录页。',
        next: '若持续如此，请刷新页面；仍不行请联系本控制台的维护人员。',
      },
    },
    outcomeUnknown: '无法确定操作是否已生效，重试前请先核实。',
    withTrace: 'CAN 管理员可凭 trace id 在日志中查到这次调用。',
    triesByItself: '本页会自动重试。',
    tryLater: '请稍后再试。',
    canSays: 'CAN 的原话',
    details: '详细信息',
  },
);

/** Of these the details are the connection's, or those of whoever answered in CAN's place. */
const unheard: readonly ApiError['code'][] = ['can-unreachable', 'can-timeout', 'can-bad-answer'];

interface ProblemWords {
  title: string;
  means: string;
  next: string;
  words?: { label: string; text: string } | undefined;
  traceId?: string | undefined;
  requestId?: string | undefined;
}

/** Words a failure in the reader's language, by its code. What CAN or the gateway said about the details stays as it was said. */
export function useProblemWords(): (error: ApiError) => ProblemWords {
  const messages = useMessages(problemMessages);
  const { language } = useLanguage();
  const because = useReasonWords();
  const gap = language === 'zh' ? '' : ' ';
  return (error) => {
    const { code, outcome, detail, reason, traceId, requestId, isCommand } = error;
    const { title, means, next } = messages.codes[code];
    const tries = isCommand ? messages.tryLater : messages.triesByItself;
    const ofCan = code.startsWith('can-');
    const label = ofCan && !unheard.includes(code) ? messages.canSays : messages.details;
    const advice = [isOutage(error) ? tries : null, next, ofCan && traceId ? messages.withTrace : null];
    return {
      title,
      means: because(reason) ?? means,
      next:
        outcome === 'unknown' ? messages.outcomeUnknown : advice.filter((part) => part !== null).join(gap),
      words: detail ? { label, text: detail } : undefined,
      traceId,
      requestId,
    };
  };
}

/** The title alone, where there is room for a line. */
export function useProblemTitle(): (code: ApiError['code']) => string {
  const { codes } = useMessages(problemMessages);
  return (code) => codes[code].title;
}
