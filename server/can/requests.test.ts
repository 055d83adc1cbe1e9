import { expect, test } from 'vitest';
import {
  clearPartitionRequest,
  createTaskRequest,
  tokenRequest,
  transformRequest,
  triggerRequest,
  updatePartitionRequest,
} from './requests.ts';

const range = { dateGranularity: 'DAY', startTime: '2025-10-20T00:00:00', endTime: '2025-10-21T00:00:00' };
const days = { start: '2025-10-20', end: '2025-10-21' };

test.each([
  [
    createTaskRequest({ planId: '7', days, lotDays: 3 }),
    '/accelerate/task/create',
    { planId: '7', startTime: '2025-10-20', endTime: '2025-10-21', dateIntervalOfLot: 3 },
  ],
  [transformRequest('7'), '/accelerate/plan/transform', { uuid: '7', materializeType: 'EXTERNAL' }],
  [
    updatePartitionRequest({ planId: '7', success: [range], failed: [range] }),
    '/accelerate/plan/updatePartition',
    { uuid: '7', runType: 'MANUAL', successTimeRange: [range], failedTimeRange: [range] },
  ],
  [
    updatePartitionRequest({ planId: '7', success: [], failed: [] }),
    '/accelerate/plan/updatePartition',
    { uuid: '7', runType: 'MANUAL' },
  ],
  [
    clearPartitionRequest({ planId: '7', ranges: [range] }),
    '/accelerate/plan/clearPartition',
    { uuid: '7', timeRange: [range] },
  ],
  [
    triggerRequest({
      tableName: 'starrocks.`default_catalog.s`.t',
      tenantId: 'tn',
      tablePartition: '2025-10-20',
    }),
    '/scheduler/task/trigger',
    { tableName: 'starrocks.`default_catalog.s`.t', tenantId: 'tn', tablePartition: '2025-10-20' },
  ],
  [
    tokenRequest({ appId: 'a', appSecret: 's', expire: 60 }),
    '/token/create',
    { appId: 'a', appSecret: 's', expire: 60 },
  ],
])('%j', (request, path, body) => {
  expect(request).toStrictEqual({ method: 'POST', path, body });
});
