import { defineMessages } from '../../i18n/messages.ts';

const s = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const partitionMessages = defineMessages(
  {
    states: {
      materialised: 'materialised',
      missing: 'missing',
      failed: 'failed',
      running: 'running',
      waiting: 'waiting',
      unreported: 'unreported',
      'not-due': 'not due',
    },
    units: {
      HOUR: (n: string, one: boolean) => `${n} ${one ? 'hour' : 'hours'}`,
      DAY: (n: string, one: boolean) => `${n} ${one ? 'day' : 'days'}`,
      WEEK: (n: string, one: boolean) => `${n} ${one ? 'week' : 'weeks'}`,
      MONTH: (n: string, one: boolean) => `${n} ${one ? 'month' : 'months'}`,
      QUARTER: (n: string, one: boolean) => `${n} ${one ? 'quarter' : 'quarters'}`,
      YEAR: (n: string, one: boolean) => `${n} ${one ? 'year' : 'years'}`,
    },
    cell: {
      attempts: (n: number) => `${n} ${s(n, 'attempt', 'attempts')}`,
      hours: (hit: number, total: number) => `${hit} of ${total} hours materialised`,
      count: (n: number, state: string) => `${n} ${state}`,
      today: 'today',
      expected: 'newest expected',
      separator: ', ',
    },
    grid: {
      label: (plan: string) => `Partition calendar of ${plan}`,
      select: (what: string) => `Select ${what}`,
      week: (week: number) => `${week}`,
      help: 'Arrow keys move, Page Up and Page Down go by month, Home and End to the ends of the week. Shift with any of them selects, Space adds or takes away, Shift+Space the week, Ctrl+Space the month, Escape clears. Enter shows why a partition is what it is.',
      keys: 'Keys in the calendar',
      hoursOf: (day: string) => `The hours of ${day}`,
    },
    legend: {
      label: 'Show only',
      total: (units: string) => `${units} in all`,
      showAll: 'Show all',
      marks: 'Today is ringed, the newest partition expected by now has a corner.',
    },
    jump: {
      label: 'Jump to',
      hint: '2024, 2024-03 or 2024-03-05',
      go: 'Go',
      unreadable: 'Type a year, a month or a date: 2024, 2024-03 or 2024-03-05.',
      outside: (first: string, last: string) => `The calendar goes from ${first} to ${last}.`,
    },
    strip: {
      label: 'Overview of the whole history',
      window: (from: string, to: string) => `${from} to ${to} in view`,
    },
    view: { label: 'View', calendar: 'Calendar', list: 'List' },
  },
  {
    states: {
      materialised: '已物化',
      missing: '缺失',
      failed: '失败',
      running: '运行中',
      waiting: '等待中',
      unreported: '未上报',
      'not-due': '未到期',
    },
    units: {
      HOUR: (n) => `${n} 小时`,
      DAY: (n) => `${n} 天`,
      WEEK: (n) => `${n} 周`,
      MONTH: (n) => `${n} 个月`,
      QUARTER: (n) => `${n} 个季度`,
      YEAR: (n) => `${n} 年`,
    },
    cell: {
      attempts: (n) => `尝试 ${n} 次`,
      hours: (hit, total) => `${total} 小时中已物化 ${hit} 小时`,
      count: (n, state) => `${state} ${n}`,
      today: '今天',
      expected: '应有的最新分区',
      separator: '，',
    },
    grid: {
      label: (plan) => `${plan} 的分区日历`,
      select: (what) => `选择${what}`,
      week: (week) => `${week}`,
      help: '方向键移动，Page Up/Page Down 按月移动，Home/End 到一周的首尾。按住 Shift 移动可连续选择，空格加选或取消，Shift+空格选一周，Ctrl+空格选一个月，Esc 清除选择。回车查看该分区的状态依据。',
      keys: '日历中的按键',
      hoursOf: (day) => `${day}的各小时`,
    },
    legend: {
      label: '只看',
      total: (units) => `共 ${units}`,
      showAll: '全部显示',
      marks: '带圈的是今天，带角标的是目前应有的最新分区。',
    },
    jump: {
      label: '跳转到',
      hint: '2024、2024-03 或 2024-03-05',
      go: '跳转',
      unreadable: '请输入年、月或日期：2024、2024-03 或 2024-03-05。',
      outside: (first, last) => `日历范围是${first}至${last}。`,
    },
    strip: {
      label: '全部历史概览',
      window: (from, to) => `当前显示${from}至${to}`,
    },
    view: { label: '视图', calendar: '日历', list: '列表' },
  },
);
