import { defineMessages } from '../i18n/messages.ts';

/** Words of the building blocks themselves; none of them knows what product it is used in. */
export const uiMessages = defineMessages(
  {
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying is not allowed here',
    copyWhat: (what: string) => `Copy ${what}`,
    updated: (ago: string) => `Updated ${ago}`,
    loading: 'Loading…',
    whatNext: 'What to do',
    traceId: 'CAN’s trace id',
    requestId: 'Request id',
    tryAgain: 'Try again',
    shortcuts: 'Keyboard shortcuts',
    then: 'then',
    close: 'Close',
  },
  {
    copy: '复制',
    copied: '已复制',
    copyFailed: '当前环境不允许复制',
    copyWhat: (what) => `复制 ${what}`,
    updated: (ago) => `${ago}更新`,
    loading: '加载中…',
    whatNext: '怎么办',
    traceId: 'CAN 的 trace id',
    requestId: '请求 ID',
    tryAgain: '重试',
    shortcuts: '键盘快捷键',
    then: '然后',
    close: '关闭',
  },
);
