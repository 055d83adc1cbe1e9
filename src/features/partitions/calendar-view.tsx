import { memo, useCallback, useId, useMemo, useRef, useState, type Ref } from 'react';
import { useSearchParams } from 'react-router';
import type { PartitionPicture } from '../../api/partition-picture.ts';
import type { Evidence } from '../../contract/evidence.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { ordinalOf } from '../../domain/granularity.ts';
import type { PartitionState } from '../../domain/partition-state.ts';
import { planCan } from '../../domain/plan-can.ts';
import { decodeRanges, encodeRanges } from '../../domain/selection-url.ts';
import { useMessages } from '../../i18n/language.tsx';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { addressPatch, readAddress, type CalendarAddress } from './address.ts';
import { CalendarGrid, type GridHandle } from './calendar-grid.tsx';
import { createCalendarState } from './calendar-state.ts';
import { CommandDialog } from './command-dialog.tsx';
import type { CommandKind } from './command-kind.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { HoverTip } from './hover-tip.tsx';
import { JumpTo } from './jump-to.tsx';
import { topOfCell } from './layout-find.ts';
import { cellOfPartition, layoutOf } from './layout.ts';
import { Legend } from './legend.tsx';
import { partitionMessages } from './messages.ts';
import { OverviewStrip, type StripHandle } from './overview-strip.tsx';
import { PartitionTable } from './partition-table.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useAddressPatch } from './use-address-patch.ts';
import { useSelectionInAddress } from './use-selection-in-address.ts';
import { useStage } from './use-stage.ts';
import classes from './calendar-view.module.css';

interface CalendarViewProps {
  plan: Plan;
  picture: PartitionPicture;
  known: Evidence | undefined;
  /** Measures the place of the calendar, and how wide it is: known before the data came, so nothing is drawn twice. */
  box: Ref<HTMLDivElement>;
  width: number | null;
}

/** The calendar of one plan: it is mounted anew for another plan or another granularity. */
export const CalendarView = memo(function CalendarView(props: CalendarViewProps) {
  const { plan, picture, known, box, width } = props;
  const messages = useMessages(partitionMessages);
  const { map, expected, current, today } = picture;
  const g = map.granularity;
  const cellOf = (key: string) => cellOfPartition(ordinalOf(key, g), g);
  const [params] = useSearchParams();
  const patchAddress = useAddressPatch();
  const helpId = useId();
  const grid = useRef<GridHandle>(null);
  const strip = useRef<StripHandle>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const sel = params.get('sel') ?? '';
  const [state] = useState(() => {
    const initial = decodeRanges(sel, g) ?? [];
    const last = initial.at(-1);
    const start =
      last && last.end >= map.history.start && last.start <= map.history.end ? last.end : expected;
    const focused = start > map.history.end ? map.history.end : start;
    return createCalendarState(g, initial, map.history, cellOf(focused));
  });

  useSelectionInAddress(state, sel, map.history, patchAddress);

  const address = readAddress(params);
  const signature = JSON.stringify(address);
  const [shown, setShown] = useState<{ address: CalendarAddress; signature: string }>({ address, signature });
  // Adjusted while drawing: an address that came from elsewhere holds, ours is ahead of the address bar.
  if (shown.signature !== signature) setShown({ address, signature });
  const show = (change: Partial<CalendarAddress>) => {
    setShown({ address: { ...shown.address, ...change }, signature });
    patchAddress(addressPatch(change));
  };
  const { view: shows, only, prepared } = shown.address;
  const [command, setCommand] = useState<{ kind: CommandKind; ranges: readonly Range[] } | null>(null);
  const ask = useCallback((kind: CommandKind, ranges: readonly Range[]) => setCommand({ kind, ranges }), []);
  const mayPrepared =
    prepared !== null && (prepared === 'clear' ? planCan.clear(plan).ok : planCan.mark(plan).ok);
  const asked = command ?? (mayPrepared && { kind: prepared, ranges: state.selection.get().ranges });
  const close = () => {
    setCommand(null);
    if (prepared) show({ prepared: null });
  };

  const { start, end } = map.history;
  const layout = useMemo(
    () =>
      width === null
        ? null
        : layoutOf(g, cellOfPartition(ordinalOf(start, g), g), cellOfPartition(ordinalOf(end, g), g), width),
    [g, start, end, width],
  );
  const view = useRef({ top: 0, bottom: 0 });
  const onWindow = useCallback((top: number, bottom: number) => {
    view.current = { top, bottom };
    strip.current?.showWindow(top, bottom);
  }, []);
  // The grid first, then what is above it, beside it, below it.
  const stage = useStage(3);
  const openPanel = () => heading.current?.focus();

  return (
    <div className={classes.view}>
      <div className={classes.tools}>
        <Legend map={map} only={only} onOnly={(next: PartitionState[]) => show({ only: next })} />
        <div className={classes.aside}>
          {stage >= 1 && shows === 'calendar' && (
            <JumpTo
              g={g}
              history={map.history}
              onJump={(cell) => {
                grid.current?.reveal(cell, 'top');
                grid.current?.focus(cell);
              }}
            />
          )}
          <ChoiceBar
            label={messages.view.label}
            value={shows}
            choices={[
              { value: 'calendar', label: messages.view.calendar },
              { value: 'list', label: messages.view.list },
            ]}
            onChange={(next) => show({ view: next })}
          />
        </div>
      </div>
      <div className={classes.body}>
        <div className={classes.main} ref={box}>
          {shows === 'list' && (
            <PartitionTable
              label={messages.grid.list(plan.displayName ?? plan.name ?? plan.id)}
              map={map}
              state={state}
              only={only}
            />
          )}
          {shows === 'calendar' && layout && (
            <>
              {stage >= 1 ? (
                <OverviewStrip
                  ref={strip}
                  map={map}
                  layout={layout}
                  view={view}
                  onScrollTo={(cell) =>
                    grid.current?.scrollTo(topOfCell(layout, cell) - layout.metrics.blockHead)
                  }
                />
              ) : (
                <div className={classes.stripToCome} />
              )}
              <CalendarGrid
                ref={grid}
                label={messages.grid.label(plan.displayName ?? plan.name ?? plan.id)}
                describedBy={helpId}
                map={map}
                layout={layout}
                state={state}
                today={cellOf(current)}
                expected={cellOf(expected)}
                only={only}
                onOpen={openPanel}
                onWindow={onWindow}
              />
              <HoverTip map={map} state={state} />
              <details className={classes.keys}>
                <summary>{messages.grid.keys}</summary>
                <p id={helpId}>{messages.grid.help}</p>
                <p>{messages.legend.marks}</p>
              </details>
            </>
          )}
        </div>
        {stage >= 2 ? (
          <EvidencePanel
            plan={plan}
            map={map}
            known={known}
            state={state}
            heading={heading}
            onCommand={ask}
          />
        ) : (
          <div className={classes.waiting} />
        )}
      </div>
      {stage >= 3 && (
        <SelectionBar plan={plan} map={map} state={state} expected={expected} today={today} onCommand={ask} />
      )}
      {asked && asked.ranges.length > 0 && (
        <CommandDialog
          key={`${asked.kind} ${encodeRanges(asked.ranges, g)}`}
          plan={plan}
          kind={asked.kind}
          map={map}
          ranges={asked.ranges}
          onClose={close}
          onUndo={(kind) => setCommand({ kind, ranges: asked.ranges })}
        />
      )}
    </div>
  );
});
