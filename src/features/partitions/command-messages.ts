import { defineMessages } from '../../i18n/messages.ts';

/** The dialogs in which partitions are marked and cleared. */
export const commandMessages = defineMessages(
  {
    success: {
      title: (units: string) => `Mark ${units} as success`,
      does: 'CAN will take these partitions for filled: queries will hit them.',
      doesNot:
        'No data is written, computed or checked. If the data is not there, queries will find nothing.',
      send: (units: string) => `Mark ${units} as success`,
    },
    failed: {
      title: (units: string) => `Mark ${units} as failed`,
      does: 'CAN will take these partitions for not filled: queries will no longer hit them.',
      doesNot: 'No data is deleted, and nothing is computed again by itself.',
      send: (units: string) => `Mark ${units} as failed`,
    },
    clear: {
      title: (units: string) => `Clear ${units}`,
      does: 'CAN will forget these partitions: queries will no longer hit them, and they must be filled again.',
      doesNot: 'No data is deleted; only CAN’s record of it.',
      send: (units: string) => `Clear ${units}`,
    },
    refreshed: {
      title: 'Mark as refreshed',
      does: 'CAN will take the whole table for refreshed just now: queries will hit it.',
      doesNot: 'No data is written, computed or checked.',
      send: 'Mark as refreshed',
    },
    ranges: (ranges: string, granularity: string) =>
      `Sent as ${ranges}, both ends included, by the ${granularity}:`,
    rangeCount: (n: string, one: boolean) => `${n} ${one ? 'range' : 'ranges'}`,
    granularities: {
      HOUR: 'hour',
      DAY: 'day',
      WEEK: 'week',
      MONTH: 'month',
      QUARTER: 'quarter',
      YEAR: 'year',
    },
    unsupported: (units: string, which: string) =>
      `Nothing known here says that the data of ${units} exists: CAN does not list them, and no run over them has ended well (${which}).`,
    /** Instead of those that are not named. */
    andSoOn: '…',
    notDue: (units: string) => `${units} of it are not due yet.`,
    active: (units: string) => `Something is waiting or running over ${units} of it.`,
    reason: 'Reason',
    reasonHint: 'Stands in the journal, for those who ask later.',
    reasonMissing: 'Say why: it stands in the journal.',
    cancel: 'Cancel',
    close: 'Close',
    sending: 'Sending…',
    sendAgain: 'Ask again what came of it',
    unknown:
      'Whether CAN did it is not known. Asking again sends nothing twice: the console answers with what came of the first try.',
    done: {
      title: 'Done',
      took: (units: string) => `CAN took it. Read back: ${units}, as asked.`,
      refreshed: 'CAN took it.',
      notTaken: (units: string) => `CAN took it, but reading back shows that ${units} did not change:`,
      notRead:
        'CAN took it, but reading the partitions back failed. The calendar shows them when CAN answers.',
      journal: 'It stands in the journal.',
      undo: 'To take it back, prepare the opposite:',
      undoClear: 'Clear these',
      undoMark: 'Mark these as success',
      trace: 'CAN’s trace id',
    },
  },
  {
    success: {
      title: (units) => `将 ${units}标记为成功`,
      does: 'CAN 会认为这些分区已填充：查询将命中它们。',
      doesNot: '不会写入、计算或校验任何数据。如果数据并不存在，查询将查不到内容。',
      send: (units) => `将 ${units}标记为成功`,
    },
    failed: {
      title: (units) => `将 ${units}标记为失败`,
      does: 'CAN 会认为这些分区未填充：查询将不再命中它们。',
      doesNot: '不会删除任何数据，也不会自动重新计算。',
      send: (units) => `将 ${units}标记为失败`,
    },
    clear: {
      title: (units) => `清除 ${units}`,
      does: 'CAN 会忘记这些分区：查询将不再命中它们，之后必须重新填充。',
      doesNot: '不会删除任何数据，只是删除 CAN 中的记录。',
      send: (units) => `清除 ${units}`,
    },
    refreshed: {
      title: '标记为已刷新',
      does: 'CAN 会认为整张表刚刚刷新：查询将命中它。',
      doesNot: '不会写入、计算或校验任何数据。',
      send: '标记为已刷新',
    },
    ranges: (ranges, granularity) => `将按${granularity}发送 ${ranges}，首尾均包含：`,
    rangeCount: (n) => `${n} 个区间`,
    granularities: { HOUR: '小时', DAY: '天', WEEK: '周', MONTH: '月', QUARTER: '季度', YEAR: '年' },
    unsupported: (units, which) =>
      `没有任何依据表明其中 ${units}的数据存在：CAN 未列出，也没有成功结束的运行（${which}）。`,
    andSoOn: '等',
    notDue: (units) => `其中 ${units}尚未到期。`,
    active: (units) => `其中 ${units}正在等待或运行。`,
    reason: '原因',
    reasonHint: '会写入操作日志，供日后查阅。',
    reasonMissing: '请说明原因：会写入操作日志。',
    cancel: '取消',
    close: '关闭',
    sending: '正在发送…',
    sendAgain: '再次查询结果',
    unknown: '尚不清楚 CAN 是否已执行。再次查询不会重复发送：控制台会返回第一次尝试的结果。',
    done: {
      title: '已完成',
      took: (units) => `CAN 已接受。回读确认：${units}均符合要求。`,
      refreshed: 'CAN 已接受。',
      notTaken: (units) => `CAN 已接受，但回读显示以下 ${units}没有变化：`,
      notRead: 'CAN 已接受，但回读分区失败。CAN 恢复应答后日历会显示结果。',
      journal: '已写入操作日志。',
      undo: '如需撤回，可准备相反的操作：',
      undoClear: '清除这些分区',
      undoMark: '将这些分区标记为成功',
      trace: 'CAN 的 trace id',
    },
  },
);
