import { describe, expect, it } from 'vitest';
import { ordinalOf } from '../../domain/granularity.ts';
import {
  choose,
  nothingSelected,
  press,
  pressPeriod,
  stretchTo,
  type Held,
  type Selection,
} from './gesture.ts';
import { partitionsOfCell } from './layout.ts';

const plain: Held = { extend: false, toggle: false };
const shift: Held = { extend: true, toggle: false };
const ctrl: Held = { extend: false, toggle: true };
const both: Held = { extend: true, toggle: true };
const on = (n: number) => partitionsOfCell(ordinalOf(`2024-03-${String(n).padStart(2, '0')}`, 'DAY'), 'DAY');
const shown = ({ ranges }: Selection) =>
  ranges
    .map(({ start, end }) => (start === end ? start.slice(8) : `${start.slice(8)}-${end.slice(8)}`))
    .join(' ');

describe('gestures', () => {
  it('a click chooses one, another click another', () => {
    const one = press(nothingSelected, on(5), plain, 'DAY');
    expect(shown(one)).toBe('05');
    expect(shown(press(one, on(9), plain, 'DAY'))).toBe('09');
  });

  it('a drag chooses a stretch, in both directions, and shrinks again', () => {
    const down = press(nothingSelected, on(10), plain, 'DAY');
    const wide = stretchTo(down, on(15), 'DAY');
    expect(shown(wide)).toBe('10-15');
    expect(shown(stretchTo(wide, on(12), 'DAY'))).toBe('10-12');
    expect(shown(stretchTo(wide, on(8), 'DAY'))).toBe('08-10');
  });

  it('Shift extends from where the choice began', () => {
    const down = press(nothingSelected, on(10), plain, 'DAY');
    const wide = press(down, on(20), shift, 'DAY');
    expect(shown(wide)).toBe('10-20');
    expect(shown(press(wide, on(4), shift, 'DAY'))).toBe('04-10');
    expect(shown(press(nothingSelected, on(4), shift, 'DAY'))).toBe('04');
  });

  it('Ctrl adds and takes away, and drags do the same over their stretch', () => {
    let selection = stretchTo(press(nothingSelected, on(1), plain, 'DAY'), on(20), 'DAY');
    selection = press(selection, on(10), ctrl, 'DAY');
    expect(shown(selection)).toBe('01-09 11-20');
    selection = stretchTo(selection, on(12), 'DAY');
    expect(shown(selection)).toBe('01-09 13-20');
    selection = press(selection, on(25), ctrl, 'DAY');
    selection = stretchTo(selection, on(26), 'DAY');
    expect(shown(selection)).toBe('01-09 13-20 25-26');
    expect(shown(press(selection, on(28), both, 'DAY'))).toBe('01-09 13-20 25-28');
  });

  it('Shift after Ctrl keeps what was chosen before', () => {
    let selection = press(nothingSelected, on(1), plain, 'DAY');
    selection = press(selection, on(10), ctrl, 'DAY');
    expect(shown(press(selection, on(12), shift, 'DAY'))).toBe('01 10-12');
  });

  it('a day of an HOUR plan is 24 partitions, and is taken away only when all are chosen', () => {
    const day = partitionsOfCell(ordinalOf('2024-03-05', 'DAY'), 'HOUR');
    const whole = press(nothingSelected, day, plain, 'HOUR');
    expect(whole.ranges).toEqual([{ start: '2024-03-05T00', end: '2024-03-05T23' }]);
    const hour = { from: day.from + 3, to: day.from + 3 };
    const holed = press(whole, hour, ctrl, 'HOUR');
    expect(holed.ranges).toHaveLength(2);
    const again = press(holed, day, ctrl, 'HOUR');
    expect(again.ranges).toEqual(whole.ranges);
    expect(press(again, day, ctrl, 'HOUR').ranges).toEqual([]);
  });

  it('a header chooses what of its period the calendar shows', () => {
    const bounds = { from: on(3).from, to: on(20).to };
    const week = { from: on(1).from, to: on(7).to };
    expect(shown(pressPeriod(nothingSelected, week, plain, bounds, 'DAY'))).toBe('03-07');
    const beyond = { from: on(21).from, to: on(28).to };
    expect(pressPeriod(nothingSelected, beyond, plain, bounds, 'DAY')).toBe(nothingSelected);
  });

  it('what is named from outside is cut to the calendar', () => {
    const bounds = { start: '2024-03-03', end: '2024-03-20' };
    expect(shown(choose([{ start: '2024-03-18', end: '2024-04-02' }], bounds, 'DAY'))).toBe('18-20');
  });
});
