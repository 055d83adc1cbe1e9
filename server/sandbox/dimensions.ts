/** What the retailer's numbers are broken down by: `[display name, column, dimension table, its key]`; no table: a column of the fact itself. */
const rows = {
  channel: ['渠道', 'channel_name'],
  platform: ['端', 'platform_code'],
  payment_method: ['支付方式', 'pay_method'],
  order_type: ['订单类型', 'order_type'],
  refund_reason: ['退款原因', 'refund_reason_name'],
  coupon_type: ['券类型', 'coupon_type'],
  traffic_source: ['流量来源', 'traffic_source'],
  ticket_type: ['工单类型', 'ticket_type_name'],
  touch_channel: ['触达渠道', 'touch_channel'],
  cost_center: ['成本中心', 'cost_center_code'],
  region: ['大区', 'region_name', 'dim_store', 'store_id'],
  city: ['城市', 'city_name', 'dim_store', 'store_id'],
  store: ['门店', 'store_name', 'dim_store', 'store_id'],
  store_type: ['门店类型', 'store_type_name', 'dim_store', 'store_id'],
  category: ['一级品类', 'category_l1_name', 'dim_sku', 'sku_id'],
  sub_category: ['二级品类', 'category_l2_name', 'dim_sku', 'sku_id'],
  brand: ['品牌', 'brand_name', 'dim_sku', 'sku_id'],
  sku: ['SKU', 'sku_code', 'dim_sku', 'sku_id'],
  member_level: ['会员等级', 'level_name', 'dim_member', 'member_id'],
  member_city: ['会员常住城市', 'home_city_name', 'dim_member', 'member_id'],
  age_band: ['年龄段', 'age_band', 'dim_member', 'member_id'],
  warehouse: ['仓库', 'warehouse_name', 'dim_warehouse', 'warehouse_id'],
  carrier: ['承运商', 'carrier_name', 'dim_carrier', 'carrier_id'],
  province: ['收货省份', 'province_name', 'dim_area', 'area_id'],
  supplier: ['供应商', 'supplier_name', 'dim_supplier', 'supplier_id'],
  campaign: ['营销活动', 'campaign_name', 'dim_campaign', 'campaign_id'],
  anchor: ['主播', 'anchor_name', 'dim_anchor', 'anchor_id'],
  cs_group: ['客服组', 'group_name', 'dim_cs_group', 'cs_group_id'],
  legal_entity: ['法人主体', 'entity_name', 'dim_legal_entity', 'entity_id'],
} as const satisfies Record<string, readonly [string, string] | readonly [string, string, string, string]>;

export type DimensionName = keyof typeof rows;

export interface Dimension {
  name: DimensionName;
  displayName: string;
  column: string;
  join: { table: string; key: string } | null;
}

export function dimension(name: DimensionName): Dimension {
  const [displayName, column, table, key] = rows[name] as readonly [string, string, string?, string?];
  return { name, displayName, column, join: table && key ? { table, key } : null };
}
