/**
 * CAN's wire as CAN_API.md spells it, wrong spellings included. Only server/can and server/sandbox know these
 * types: they are what the two share, while neither runs the other's code.
 */

export interface Envelope<T> {
  data?: T | null;
  success?: boolean;
  /** `scheduler/task/trigger` documents its flag under this name. */
  succeed?: boolean;
  code?: string | number;
  errorMsg?: string | null;
  detailErrorMsg?: string | null;
  traceId?: string;
}

type WireId = string | number;

export interface WirePlanListRequest {
  materializeType?: string;
  pager: { pageNumber: number; pageSize: number };
}
export interface WirePlanListItem {
  id: WireId;
  name?: string | null;
  displayName?: string | null;
  materializeType?: string;
}
export interface WirePlanList {
  data: WirePlanListItem[];
  hasNext?: boolean;
  total?: number;
  pageNumber?: number;
  pageSize?: number;
}

interface WireRefreshConfig {
  cron?: string;
  granularity?: string;
  updateUpperInterval?: number;
  updateLowerInterval?: number;
  isFullRefresh?: boolean;
}
export interface WirePlan extends WirePlanListItem {
  tablePath?: { tableCatalog?: string; tableSchema?: string; tableName?: string };
  metricTimeGranularity?: string;
  metricEntityList?: unknown[];
  mtConfig?: unknown;
  metricList?: unknown[];
  dimensionList?: unknown[];
  timeConstraint?: string | string[];
  dimensionFilters?: unknown[];
  refreshConfig?: WireRefreshConfig;
}

export interface WireLatestTimeRequest {
  planIdList?: WireId[];
  planNameList?: string[];
}
/** One answer for the whole list: the minimum, and whether any is not ready. */
export interface WireLatestTime {
  hasNotReady?: boolean;
  latestDateTime?: string;
  latestRefreshTime?: string;
}

interface WirePartitionValue {
  value: string;
}
interface WirePartitionPage {
  /** CAN's spelling. */
  paritionList?: WirePartitionValue[];
  partitionList?: WirePartitionValue[];
  hasNext?: boolean;
  total?: number;
  pageNumber?: number;
  pageSize?: number;
}
export interface WirePartitions {
  hasData?: boolean;
  isPartition?: boolean;
  partition?: WirePartitionPage | null;
}

interface WireScriptStatement {
  sql: string;
}
export interface WireScripts {
  referenceSchedule?: WireRefreshConfig;
  sqlScripts?: Record<
    string,
    { ddl?: Record<string, WireScriptStatement[]>; dml?: Record<string, WireScriptStatement[]> }
  >;
}

export interface WireInstance {
  id: WireId;
  status: string;
  mtGuid?: unknown;
  startPartition?: string | null;
  endPartition?: string | null;
  startTime?: string | null;
  endTime?: string | null;
  resourceGroup?: string | null;
  priority?: string | number | null;
  createTime?: string | null;
  scheduleTime?: string | null;
}
export interface WireInstanceList {
  dagName?: string;
  pageIndex?: number;
  pageSize?: number;
  total?: number;
  instances: WireInstance[];
}

export interface WireInstanceDetail {
  taskInstanceId: WireId;
  status: string;
  sql?: { originalSql?: string | null; formattedSql?: string | null } | null;
  runType?: string | null;
  msg?: string | null;
  serverInfo?: string | null;
  startTime?: string | null;
  endTime?: string | null;
  startPartitionTime?: string | null;
  endPartitionTime?: string | null;
  retryCnt?: number | null;
  mtGuid?: { catalog?: string; schema?: string; table?: string }[] | null;
  acceleratePlanUuid?: WireId[] | null;
  statusTime?: Record<string, string | null> | null;
  taskType?: string | null;
}

export interface WireCreateTask {
  planId?: WireId;
  planName?: string;
  startTime: string;
  endTime: string;
  dateIntervalOfLot?: number;
}
export interface WireTransform {
  uuid: string;
  materializeType: 'EXTERNAL';
}
export interface WireRange {
  dateGranularity: string;
  startTime: string;
  endTime: string;
}
export interface WireUpdatePartition {
  uuid: string;
  runType?: 'MANUAL';
  successTimeRange?: WireRange[];
  failedTimeRange?: WireRange[];
}
export interface WireClearPartition {
  uuid: string;
  timeRange: WireRange[];
}
export interface WireTrigger {
  tableName: string;
  tenantId: string;
  tablePartition: string;
}
export interface WireTokenCreate {
  appId: string;
  appSecret: string;
  expire?: number;
}
