import { defineMessages } from '../../i18n/messages.ts';

export const tableMessages = defineMessages(
  {
    caption: (from: string, to: string, all: string) => `Partitions ${from} to ${to} of ${all}, newest first`,
    selected: 'Selected',
    partition: 'Partition',
    state: 'State',
    why: 'Evidence',
    attempts: 'Attempts',
    select: (name: string) => `Select ${name}`,
    none: 'No partition is in a state that is shown.',
    pages: 'Pages of the list',
    newer: 'Newer',
    older: 'Older',
    page: (at: string, of: string) => `Page ${at} of ${of}`,
  },
  {
    caption: (from, to, all) => `第 ${from} 至 ${to} 个分区，共 ${all} 个，从新到旧`,
    selected: '选择',
    partition: '分区',
    state: '状态',
    why: '依据',
    attempts: '尝试次数',
    select: (name) => `选择${name}`,
    none: '没有处于所选状态的分区。',
    pages: '列表分页',
    newer: '较新',
    older: '较旧',
    page: (at, of) => `第 ${at} 页，共 ${of} 页`,
  },
);
