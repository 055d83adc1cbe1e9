import type { DimensionName } from './dimensions.ts';

export interface Measure {
  name: string;
  displayName: string;
  /** As CAN would push it down, over the fact table `t0`. */
  sql: string;
}

/** A part of the business: its fact table, what is measured on it, and by what it can be broken down. */
export interface Area {
  label: string;
  english: string;
  source: { dataSource: string; catalog: string; schema: string; table: string };
  /** The fact table's own business date. */
  dateColumn: string;
  measures: Record<string, readonly [displayName: string, sql: string]>;
  dimensions: readonly DimensionName[];
  filters: readonly string[];
}

const starrocks = (schema: string, table: string) => ({
  dataSource: 'starrocks',
  catalog: 'default_catalog',
  schema,
  table,
});
const lake = (schema: string, table: string) => ({
  dataSource: 'hive_lake',
  catalog: 'hive_catalog',
  schema,
  table,
});
const sum = (column: string) => `SUM(\`t0\`.\`${column}\`)`;
const distinct = (column: string) => `COUNT(DISTINCT \`t0\`.\`${column}\`)`;
const sumIf = (condition: string, column: string) => `SUM(IF(\`t0\`.${condition}, \`t0\`.\`${column}\`, 0))`;

export const areas = {
  trade: {
    label: '交易',
    english: 'Orders',
    source: starrocks('dwd', 'dwd_trade_order_detail_di'),
    dateColumn: 'order_date',
    measures: {
      order_cnt: ['订单量', distinct('order_id')],
      gmv: ['成交额 GMV', sum('goods_amount')],
      paid_amount: ['实付金额', sum('paid_amount')],
      buyer_cnt: ['支付买家数', distinct('member_id')],
      item_qty: ['销售件数', sum('item_qty')],
      discount_amount: ['优惠金额', sum('discount_amount')],
    },
    dimensions: ['channel', 'region', 'city', 'store', 'category', 'brand', 'member_level', 'payment_method'],
    filters: ["order_status <> 'CANCELLED'", 'is_test_order = 0'],
  },
  refund: {
    label: '售后退款',
    english: 'Refunds',
    source: starrocks('dwd', 'dwd_trade_refund_detail_di'),
    dateColumn: 'refund_date',
    measures: {
      refund_cnt: ['退款单量', distinct('refund_id')],
      refund_amount: ['退款金额', sum('refund_amount')],
      refund_buyer_cnt: ['退款买家数', distinct('member_id')],
      return_qty: ['退货件数', sum('return_qty')],
    },
    dimensions: ['channel', 'category', 'sub_category', 'brand', 'refund_reason', 'store', 'region'],
    filters: ["refund_status = 'SUCCESS'"],
  },
  inventory: {
    label: '库存',
    english: 'Inventory',
    source: starrocks('dwd', 'dwd_scm_inventory_snapshot_df'),
    dateColumn: 'snapshot_date',
    measures: {
      on_hand_qty: ['在库库存', sum('on_hand_qty')],
      available_qty: ['可用库存', sum('available_qty')],
      stock_value: ['库存金额', sum('stock_cost_amount')],
      out_of_stock_sku_cnt: ['缺货 SKU 数', sumIf('`available_qty` <= 0', 'sku_flag')],
    },
    dimensions: ['warehouse', 'store', 'category', 'sub_category', 'brand', 'sku', 'supplier', 'city'],
    filters: [],
  },
  member: {
    label: '会员',
    english: 'Members',
    source: starrocks('dwd', 'dwd_mbr_member_action_di'),
    dateColumn: 'action_date',
    measures: {
      active_member_cnt: ['活跃会员数', distinct('member_id')],
      new_member_cnt: ['新增会员数', sum('is_new_member')],
      repurchase_member_cnt: ['复购会员数', sum('is_repurchase')],
      point_issued: ['发放积分', sum('point_issued')],
      point_redeemed: ['核销积分', sum('point_redeemed')],
    },
    dimensions: ['member_level', 'age_band', 'member_city', 'channel', 'store'],
    filters: ["member_status = 'NORMAL'"],
  },
  logistics: {
    label: '履约物流',
    english: 'Logistics',
    source: starrocks('dwd', 'dwd_lgs_waybill_detail_di'),
    dateColumn: 'ship_date',
    measures: {
      waybill_cnt: ['运单量', distinct('waybill_no')],
      signed_cnt: ['签收单量', sum('is_signed')],
      on_time_cnt: ['准时签收单量', sum('is_on_time')],
      freight_amount: ['运费', sum('freight_amount')],
      delivery_hours: ['平均配送时长（小时）', 'AVG(`t0`.`delivery_hours`)'],
    },
    dimensions: ['warehouse', 'carrier', 'province', 'channel'],
    filters: [],
  },
  marketing: {
    label: '营销',
    english: 'Marketing',
    source: lake('dwd', 'dwd_mkt_campaign_touch_di'),
    dateColumn: 'touch_date',
    measures: {
      impression_cnt: ['曝光次数', sum('impression_cnt')],
      click_cnt: ['点击次数', sum('click_cnt')],
      cost_amount: ['投放消耗', sum('cost_amount')],
      attributed_gmv: ['归因 GMV', sum('attributed_amount')],
      coupon_used_cnt: ['券核销张数', sum('coupon_used_cnt')],
    },
    dimensions: ['campaign', 'touch_channel', 'coupon_type', 'city', 'member_level'],
    filters: ['is_internal_traffic = 0'],
  },
  store: {
    label: '门店运营',
    english: 'Stores',
    source: starrocks('dwd', 'dwd_str_store_visit_di'),
    dateColumn: 'biz_date',
    measures: {
      visitor_cnt: ['进店客流', sum('visitor_cnt')],
      ticket_cnt: ['小票数', distinct('receipt_no')],
      sales_amount: ['门店销售额', sum('sales_amount')],
      labor_hours: ['排班工时', sum('labor_hours')],
    },
    dimensions: ['store', 'store_type', 'city', 'region'],
    filters: ["store_status = 'OPEN'"],
  },
  finance: {
    label: '财务结算',
    english: 'Finance',
    source: starrocks('dwd', 'dwd_fin_settlement_detail_di'),
    dateColumn: 'posting_date',
    measures: {
      revenue: ['确认收入', sum('revenue_amount')],
      cogs: ['销售成本', sum('cogs_amount')],
      gross_profit: ['毛利额', 'SUM(`t0`.`revenue_amount` - `t0`.`cogs_amount`)'],
      settle_amount: ['结算金额', sum('settle_amt')],
      receivable_balance: ['应收余额', sum('receivable_balance')],
    },
    dimensions: ['legal_entity', 'cost_center', 'channel', 'category', 'region'],
    filters: ["voucher_status = 'POSTED'"],
  },
  service: {
    label: '客户服务',
    english: 'Customer service',
    source: lake('dwd', 'dwd_cs_ticket_detail_di'),
    dateColumn: 'created_date',
    measures: {
      ticket_cnt: ['工单量', distinct('ticket_id')],
      first_response_minutes: ['首次响应时长（分钟）', 'AVG(`t0`.`first_response_minutes`)'],
      solved_cnt: ['一次解决量', sum('is_first_solved')],
      satisfied_cnt: ['满意评价数', sum('is_satisfied')],
    },
    dimensions: ['cs_group', 'ticket_type', 'channel', 'category'],
    filters: [],
  },
  traffic: {
    label: '流量',
    english: 'Traffic',
    source: lake('dwd', 'dwd_log_app_event_hi'),
    dateColumn: 'event_date',
    measures: {
      pv: ['浏览量 PV', sum('pv')],
      uv: ['访客数 UV', distinct('device_id')],
      session_cnt: ['会话数', distinct('session_id')],
      add_cart_cnt: ['加购次数', sum('is_add_cart')],
      submit_order_cnt: ['提交订单次数', sum('is_submit_order')],
    },
    dimensions: ['platform', 'traffic_source', 'channel', 'city'],
    filters: ['is_bot = 0'],
  },
  live: {
    label: '直播电商',
    english: 'Livestream',
    source: lake('dwd', 'dwd_live_session_detail_di'),
    dateColumn: 'live_date',
    measures: {
      live_gmv: ['直播间 GMV', sum('paid_amount')],
      viewer_cnt: ['观看人数', distinct('viewer_id')],
      live_order_cnt: ['直播订单量', distinct('order_id')],
      fans_growth: ['涨粉数', sum('new_fans_cnt')],
    },
    dimensions: ['anchor', 'platform', 'category', 'brand'],
    filters: [],
  },
  purchase: {
    label: '采购',
    english: 'Purchasing',
    source: starrocks('dwd', 'dwd_scm_purchase_order_di'),
    dateColumn: 'po_date',
    measures: {
      po_cnt: ['采购单量', distinct('po_no')],
      po_amount: ['采购金额', sum('po_amount')],
      inbound_qty: ['入库件数', sum('inbound_qty')],
      delay_days: ['平均到货延迟（天）', 'AVG(`t0`.`delay_days`)'],
    },
    dimensions: ['supplier', 'warehouse', 'category', 'brand'],
    filters: ["po_status <> 'VOID'"],
  },
} as const satisfies Record<string, Area>;

export type AreaName = keyof typeof areas;

export function area(name: AreaName): Area {
  return areas[name];
}

export function measures(name: AreaName, wanted: readonly string[]): Measure[] {
  const known: Area['measures'] = areas[name].measures;
  return wanted.flatMap((measure) => {
    const [displayName, sql] = known[measure] ?? [];
    return displayName && sql ? [{ name: measure, displayName, sql }] : [];
  });
}

/** What lies in the lake is accelerated by Doris, the rest by StarRocks. */
export function engineOf(name: AreaName): 'STARROCKS' | 'DORIS' {
  return areas[name].source.dataSource === 'hive_lake' ? 'DORIS' : 'STARROCKS';
}

/** What each engine calls the catalog of its own tables. */
export function homeCatalog(name: AreaName): string {
  return engineOf(name) === 'DORIS' ? 'internal' : 'default_catalog';
}
