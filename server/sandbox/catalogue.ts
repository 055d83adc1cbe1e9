import type { AreaName } from './areas.ts';
import type { Granularity } from './period.ts';
import type { PlanRole } from './roles.ts';

export type Kind = 'ACCELERATE' | 'RESULT' | 'EXTERNAL';

export interface CataloguePlan {
  kind: Kind;
  name: string | null;
  displayName: string | null;
  area: AreaName;
  /** Names of the area's measures and of dimensions, separated by blanks. */
  measures: string;
  dimensions: string;
  granularity: Granularity;
  /** How many periods its history is long. */
  history: number;
  /** Wall time of its run, `HH:mm` (of an hourly plan only the minutes count). */
  at: string;
  /** How many periods back each run refreshes. */
  lower: number;
  fullRefresh?: true;
  role?: PlanRole;
}

type More = Partial<Pick<CataloguePlan, 'granularity' | 'history' | 'at' | 'lower' | 'fullRefresh' | 'role'>>;

function plan(
  kind: Kind,
  name: string | null,
  displayName: string | null,
  area: AreaName,
  measures: string,
  dimensions: string,
  more: More = {},
): CataloguePlan {
  return {
    kind,
    name,
    displayName,
    area,
    measures,
    dimensions,
    granularity: 'DAY',
    history: 400,
    at: '00:05',
    lower: -3,
    ...more,
  };
}

/** What a retailer's data team keeps, in the order it would have made them: what the business looks at first comes first. */
// prettier-ignore
export const catalogue: readonly CataloguePlan[] = [
  plan('ACCELERATE', 'ads_trade_gmv_overview_1d', '交易总览 · GMV / 订单 / 买家', 'trade', 'gmv order_cnt buyer_cnt paid_amount', 'channel region', { history: 3700, lower: -5 }),
  plan('ACCELERATE', 'ads_trade_gmv_store_1d', '门店 GMV 日报', 'trade', 'gmv order_cnt item_qty discount_amount', 'store city region', { history: 1460, lower: -5 }),
  plan('ACCELERATE', 'ads_trade_category_brand_1d', '品类 × 品牌销售', 'trade', 'gmv item_qty paid_amount', 'category brand channel', { history: 1095, at: '00:10' }),
  plan('ACCELERATE', 'ads_trade_gmv_city_member_1d', '城市 × 会员等级 GMV', 'trade', 'gmv buyer_cnt paid_amount', 'city member_level channel', { history: 730, at: '00:10', role: 'behind-memory' }),
  plan('RESULT', 'rpt_ceo_daily_board_1d', 'CEO Daily Board', 'trade', 'gmv paid_amount order_cnt buyer_cnt', 'region channel', { history: 900, at: '00:20', lower: -2 }),
  plan('ACCELERATE', 'ads_traffic_funnel_1d', '流量转化漏斗', 'traffic', 'uv pv add_cart_cnt submit_order_cnt', 'platform traffic_source', { history: 540, at: '00:08' }),
  plan('ACCELERATE', 'ads_traffic_realtime_1h', '实时流量 · 小时', 'traffic', 'uv pv session_cnt', 'platform channel', { granularity: 'HOUR', history: 180 * 24, at: '00:00', lower: -2 }),
  plan('ACCELERATE', 'ads_refund_reason_1d', '退款原因分析', 'refund', 'refund_cnt refund_amount refund_buyer_cnt', 'refund_reason category channel', { history: 820, at: '00:12', lower: -7 }),
  plan('ACCELERATE', 'ads_scm_stock_sku_warehouse_1d', '库存快照 · SKU × 仓库', 'inventory', 'on_hand_qty available_qty stock_value', 'sku warehouse', { history: 365, at: '00:30', lower: -1 }),
  plan('ACCELERATE', 'ads_scm_out_of_stock_1d', '缺货监控 Out-of-stock', 'inventory', 'out_of_stock_sku_cnt available_qty', 'store category city', { history: 300, at: '00:30', lower: -1 }),
  plan('ACCELERATE', 'ads_member_active_1d', '会员活跃日报', 'member', 'active_member_cnt new_member_cnt repurchase_member_cnt', 'member_level channel', { history: 1825 }),
  plan('RESULT', 'ads_fin_settlement_entity_1d', '结算收入 · 法人主体', 'finance', 'revenue settle_amount cogs gross_profit', 'legal_entity channel', { history: 640, at: '00:40', role: 'behind-unknown-column' }),
  plan('EXTERNAL', 'ads_fin_gross_margin_1d', '毛利日报（DolphinScheduler 调度）', 'finance', 'revenue cogs gross_profit', 'category channel legal_entity', { history: 760, at: '00:45', lower: -5 }),
  plan('ACCELERATE', 'ads_lgs_on_time_carrier_1d', '承运商准时率', 'logistics', 'waybill_cnt signed_cnt on_time_cnt delivery_hours', 'carrier province', { history: 610, at: '00:15', lower: -7 }),
  plan('ACCELERATE', 'ads_lgs_freight_warehouse_1d', 'Freight cost by warehouse', 'logistics', 'freight_amount waybill_cnt', 'warehouse carrier', { history: 480, at: '00:15' }),
  plan('ACCELERATE', 'ads_mkt_campaign_roi_1d', '营销活动 ROI', 'marketing', 'cost_amount attributed_gmv click_cnt impression_cnt', 'campaign touch_channel', { history: 420, at: '00:18', lower: -14 }),
  plan('RESULT', 'rpt_month_close_revenue_1m', '月结收入确认', 'finance', 'revenue cogs receivable_balance', 'legal_entity cost_center', { granularity: 'MONTH', history: 72, at: '00:30', lower: -2 }),
  plan('RESULT', 'ads_member_lifecycle_rfm_1d', '会员生命周期 RFM（新）', 'member', 'active_member_cnt repurchase_member_cnt', 'member_level age_band', { history: 0, at: '00:25', role: 'never-filled' }),
  plan('ACCELERATE', 'ads_store_traffic_conversion_1d', '门店客流与转化', 'store', 'visitor_cnt ticket_cnt sales_amount', 'store store_type city', { history: 700 }),
  plan('ACCELERATE', 'ads_store_labor_efficiency_1w', '门店人效 · 周', 'store', 'sales_amount labor_hours', 'store region', { granularity: 'WEEK', history: 130, at: '00:20', lower: -2 }),
  plan('ACCELERATE', 'ads_cs_ticket_sla_1d', '客服工单 SLA', 'service', 'ticket_cnt first_response_minutes solved_cnt', 'cs_group ticket_type', { history: 330, at: '00:22' }),
  plan('ACCELERATE', 'ads_live_anchor_sales_1d', '主播带货日榜', 'live', 'live_gmv live_order_cnt viewer_cnt fans_growth', 'anchor category', { history: 260, at: '00:28' }),
  plan('EXTERNAL', 'ads_scm_purchase_supplier_1d', '供应商到货表现（Airflow）', 'purchase', 'po_cnt po_amount delay_days inbound_qty', 'supplier category', { history: 515, at: '00:50', lower: -3 }),
  plan('ACCELERATE', 'ads_trade_hourly_pulse_1h', 'Order pulse (hourly)', 'trade', 'order_cnt gmv', 'channel region', { granularity: 'HOUR', history: 60 * 24, at: '00:00', lower: -3, role: 'behind-lost-backend' }),
  plan('ACCELERATE', 'ads_trade_payment_method_1d', '支付方式结构', 'trade', 'paid_amount order_cnt', 'payment_method channel', { history: 980 }),
  plan('RESULT', 'rpt_region_sales_monthly_1m', '大区销售月报', 'trade', 'gmv paid_amount buyer_cnt', 'region category', { granularity: 'MONTH', history: 96, at: '00:35', lower: -1 }),
  plan('ACCELERATE', 'ads_member_city_distribution', '会员城市分布（全量）', 'member', 'active_member_cnt', 'member_city member_level age_band', { fullRefresh: true, history: 1, at: '00:12' }),
  plan('ACCELERATE', 'ads_mkt_coupon_usage_1d', '优惠券核销', 'marketing', 'coupon_used_cnt attributed_gmv', 'coupon_type city', { history: 390, at: '00:18', lower: -7 }),
  plan('EXTERNAL', 'ads_scm_safety_stock', '安全库存参数表（全量 · 外部调度）', 'inventory', 'available_qty on_hand_qty', 'sku warehouse', { fullRefresh: true, history: 1, at: '00:40' }),
  plan('ACCELERATE', 'ads_refund_store_1w', '门店退货周报', 'refund', 'refund_cnt refund_amount return_qty', 'store region', { granularity: 'WEEK', history: 104, at: '00:20', lower: -4 }),
  plan('ACCELERATE', 'ads_traffic_channel_attribution_1d', '渠道归因', 'traffic', 'uv session_cnt submit_order_cnt', 'traffic_source channel city', { history: 200, at: '00:08', lower: -7 }),
  plan('ACCELERATE', 'ads_trade_legacy_pos_1d', '旧 POS 交易（待下线）', 'trade', 'order_cnt paid_amount', 'store', { history: 2200, at: '00:25', role: 'broken' }),
  plan('RESULT', 'rpt_inventory_turnover_1m', '库存周转 · 月', 'inventory', 'stock_value on_hand_qty', 'category warehouse', { granularity: 'MONTH', history: 48, at: '00:30' }),
  plan('RESULT', 'rpt_board_quarterly_1q', '董事会季报指标', 'finance', 'revenue gross_profit cogs', 'legal_entity region', { granularity: 'QUARTER', history: 28, at: '00:40', lower: -1 }),
  plan('ACCELERATE', 'ads_member_points_ledger_1d', '积分发放与核销', 'member', 'point_issued point_redeemed', 'member_level store', { history: 1200 }),
  plan('EXTERNAL', 'ads_lgs_province_leadtime_1w', '省份时效周报（外部）', 'logistics', 'delivery_hours signed_cnt', 'province carrier', { granularity: 'WEEK', history: 78, at: '00:50', lower: -1 }),
  plan('ACCELERATE', 'ads_trade_discount_depth_1d', '折扣深度分析', 'trade', 'discount_amount gmv item_qty', 'category brand channel', { history: 350, at: '00:10', role: 'create-times-out' }),
  plan('RESULT', 'rpt_double11_retrospect_1d', '大促复盘（双 11 / 618）', 'trade', 'gmv order_cnt buyer_cnt discount_amount', 'category channel city', { history: 1100, at: '00:35' }),
  plan('ACCELERATE', 'ads_live_room_overview_1d', '直播间总览', 'live', 'live_gmv viewer_cnt', 'platform brand', { history: 30, at: '00:28', role: 'partitions-html' }),
  plan('ACCELERATE', 'ads_scm_purchase_inbound_1d', '采购入库', 'purchase', 'inbound_qty po_amount', 'warehouse supplier', { history: 450, role: 'old-can' }),
  plan('EXTERNAL', 'rpt_finance_budget_vs_actual_1m', '预算执行（外部财务系统）', 'finance', 'revenue cogs', 'cost_center legal_entity', { granularity: 'MONTH', history: 36, at: '00:50' }),
  plan('RESULT', 'rpt_annual_sales_archive_1y', '年度销售归档', 'trade', 'gmv paid_amount order_cnt', 'region category', { granularity: 'YEAR', history: 9, at: '01:00', lower: -1 }),
  plan('ACCELERATE', 'ads_cs_satisfaction_1d', 'long', 'service', 'satisfied_cnt ticket_cnt', 'cs_group channel', { history: 180, at: '00:22', role: 'name-of-300' }),
  plan('ACCELERATE', 'ads_store_region_rank_1d', '区域门店排名', 'store', 'sales_amount visitor_cnt', 'region store_type', { history: 240 }),
  plan('ACCELERATE', 'ads_mena_store_sales_1d', 'rtl', 'store', 'sales_amount ticket_cnt', 'store city', { history: 90, at: '00:33', role: 'name-with-html' }),
  plan('RESULT', 'rpt_category_month_end_1m', '品类月末盘点', 'inventory', 'stock_value out_of_stock_sku_cnt', 'category store', { granularity: 'MONTH', history: 40, at: '00:45', lower: -1 }),
  plan('ACCELERATE', null, '门店 GMV 日报', 'trade', 'gmv', 'store', { history: 120, at: '00:38', role: 'name-null' }),
  plan('ACCELERATE', 'ads_lgs_waybill_status_snapshot', 'Waybill status snapshot', 'logistics', 'waybill_cnt signed_cnt', 'carrier warehouse', { fullRefresh: true, history: 1, at: '00:14' }),
];
