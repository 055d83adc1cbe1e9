import type { Fault } from './faults.ts';

/** What is the matter with the few plans with which something is. Each occurs once, in the hand-made part of the world. */
export type PlanRole =
  | 'behind-memory'
  | 'behind-unknown-column'
  | 'behind-lost-backend'
  | 'never-filled'
  | 'broken'
  | 'create-times-out'
  | 'partitions-html'
  | 'old-can'
  | 'name-of-300'
  | 'name-with-html'
  | 'name-null';

/** How many of its own periods a plan lies behind when the world begins. */
export const lagOf: Partial<Record<PlanRole, number>> = {
  'behind-memory': 3,
  'behind-unknown-column': 9,
  'behind-lost-backend': 14,
};

/** The faults that come with a plan: data of the world, like any other (issue: no interception). */
export function faultsOf(role: PlanRole, planId: string): Fault[] {
  switch (role) {
    case 'create-times-out':
      return [{ call: 'createTask', planId, kind: 'timeout-after-effect' }];
    case 'partitions-html':
      return [{ call: 'partitions', planId, kind: 'html', status: 502 }];
    case 'old-can':
      return [{ call: 'createTask', planId, kind: 'old-can-true' }];
    case 'broken': {
      const errorMsg =
        'Failed to load acceleration plan definition: metric "pos_order_cnt" referenced by the plan has been deleted';
      return [
        { call: 'plan', planId, kind: 'refuse', errorMsg },
        { call: 'latestTime', planId, kind: 'refuse', errorMsg },
      ];
    }
    default:
      return [];
  }
}

const paragraph =
  '客服满意度（含电话、在线、邮件、门店转接四类渠道，剔除机器人会话与重复评价，按客服组与进线渠道统计，口径自 2024 年 3 月起与服务质量部对齐）';

export const oddDisplayNames: Partial<Record<PlanRole, string>> = {
  'name-of-300': paragraph.repeat(5).slice(0, 300),
  'name-with-html': 'مبيعات المتاجر اليومية <img src=x onerror="alert(1)">',
};
