import { dayOfNumber } from '../../src/domain/wall-date.ts';
import type { World } from './world.ts';

const MOST_ROWS = 200;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/**
 * What a person would look up in CAN itself: its backfills by dagName. No call lists them (CAN_API, Writes), so this
 * is where a dagName is found that got lost on the way.
 */
export function ownScreen({ backfills, time }: World): string {
  const rows = backfills.all().slice(0, MOST_ROWS);
  const cells = rows.map(({ name, plan, createdAt, firstDay, lastDay, lotDays, size }) => [
    time.text(createdAt).replace('T', ' '),
    plan.seed.name ?? plan.id,
    `${dayOfNumber(firstDay)} – ${dayOfNumber(lastDay)}`,
    String(lotDays),
    String(size),
    name,
  ]);
  const row = (tag: 'td' | 'th', texts: string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Backfills in CAN (sandbox)</title>',
    '<style>body{font:14px system-ui;margin:2rem}td,th{text-align:left;padding:.3rem 1rem .3rem 0}td:last-child{font-family:monospace}</style>',
    '<h1>Backfills in CAN (sandbox)</h1><table>',
    row('th', ['Created', 'Plan', 'Days', 'Lot', 'Instances', 'dagName']),
    ...cells.map((texts) => row('td', texts)),
    '</table></html>',
  ].join('\n');
}
