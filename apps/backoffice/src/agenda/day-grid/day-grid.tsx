import { formatDateLong, m } from '@vitalmed/i18n';
import type { SlotState } from '@vitalmed/ui-react';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { AgendaDay, AgendaSlot } from '../../api/trpc.ts';
import { clockMinutes } from '../wall-clock.ts';
import { ColumnHeader } from './column-header.tsx';
import { DayColumn } from './day-column.tsx';
import { cellOf, focusInFull, keepOneTabStop, neighbour } from './grid-focus.ts';
import { cellKey, type DayFrame, dayFrame, hourMarks } from './grid-geometry.ts';
import { NowLine, useNow } from './now-line.tsx';
import { useDragToReschedule } from './use-drag-to-reschedule.ts';

const SCROLL_AHEAD_PX = 120;

export interface CellGesture {
  slot: AgendaSlot;
  element: HTMLElement;
}

interface DayGridProps {
  day: AgendaDay;
  isToday: boolean;
  timeZone: string;
  states: readonly SlotState[] | undefined;
  selection: ReadonlySet<number>;
  /** Key of the cell whose panel is open. */
  openKey: string | null;
  onOpen(gesture: CellGesture): void;
  onToggle(gesture: CellGesture, range: boolean): void;
  onMenu(gesture: CellGesture, at: { x: number; y: number } | null): void;
  /** A key pressed on a cell that is not about moving around. Returns true when it was understood. */
  onKey(gesture: CellGesture, key: string): boolean;
  onMove(from: AgendaSlot, to: AgendaSlot): void;
}

/** The same object for as long as its hours stay, or a change of one slot would place every other one again. */
function useStableFrame({ columns }: AgendaDay): DayFrame {
  const { from, to, pxPerMinute } = useMemo(() => dayFrame(columns, clockMinutes), [columns]);
  return useMemo(() => ({ from, to, pxPerMinute }), [from, to, pxPerMinute]);
}

export function DayGrid(props: DayGridProps) {
  const { day, isToday, timeZone, states, selection, openKey, onOpen, onToggle, onMenu, onKey, onMove } =
    props;
  const gridRef = useRef<HTMLDivElement>(null);
  const scrollRef = useRef<HTMLElement>(null);
  const now = useNow();
  const frame = useStableFrame(day);
  const slots = useMemo(
    () => new Map(day.columns.flatMap((column) => column.slots).map((slot) => [cellKey(slot), slot])),
    [day.columns],
  );
  const prepareDrag = useDragToReschedule(gridRef, slots, onMove);

  useEffect(() => {
    if (gridRef.current && slots.size > 0) keepOneTabStop(gridRef.current);
  }, [slots]);

  // Once per day: what is happening now comes into view. Later refreshes leave the scroll alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refresh of the same day must not move the view
  useEffect(() => {
    const minutes = isToday ? clockMinutes(Date.now(), timeZone) : frame.from;
    scrollRef.current?.scrollTo({ top: (minutes - frame.from) * frame.pxPerMinute - SCROLL_AHEAD_PX });
  }, [day.date, isToday]);

  function gestureOf(target: EventTarget | null): CellGesture | null {
    const element = cellOf(target);
    const slot = element?.dataset.cell ? slots.get(element.dataset.cell) : undefined;
    return element && slot ? { element, slot } : null;
  }

  function onClick(event: MouseEvent) {
    const gesture = gestureOf(event.target);
    if (!gesture) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) onToggle(gesture, event.shiftKey);
    else onOpen(gesture);
  }

  function onContextMenu(event: MouseEvent) {
    const gesture = gestureOf(event.target);
    if (!gesture) return;
    event.preventDefault();
    // The menu key reports no place of the pointer: the menu then hangs from the cell itself.
    onMenu(gesture, event.button === 2 ? { x: event.clientX, y: event.clientY } : null);
  }

  function onKeyDown(event: KeyboardEvent) {
    const gesture = gestureOf(event.target);
    if (!gesture || !gridRef.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(gridRef.current, gesture.element, event.key);
    if (next) focusInFull(next);
    else if (event.key === ' ') onToggle(gesture, event.shiftKey);
    else if (!onKey(gesture, event.key.toLowerCase())) return;
    event.preventDefault();
  }

  return (
    <section
      ref={scrollRef}
      aria-label={m.office_day_grid({ date: formatDateLong(day.date) })}
      aria-describedby="grid-hint"
      className="day-grid-scroll"
    >
      <p id="grid-hint" className="sr-only">
        {m.office_grid_hint()}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens once for the buttons inside it */}
      <div
        ref={gridRef}
        data-focus-home=""
        className="day-grid"
        style={{
          ['--columns' as string]: day.columns.length,
          ['--hour' as string]: `${frame.pxPerMinute * 60}px`,
        }}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const cell = cellOf(event.target);
          if (cell) keepOneTabStop(event.currentTarget, cell);
        }}
        onPointerOver={(event: PointerEvent) => {
          const gesture = gestureOf(event.target);
          if (gesture) prepareDrag(gesture);
        }}
      >
        <div className="grid-corner" aria-hidden />
        {day.columns.map((column) => (
          <ColumnHeader key={column.doctor.id} column={column} />
        ))}
        <div className="grid-body">
          <div className="time-axis" aria-hidden>
            {hourMarks(frame).map((minutes) => (
              <span key={minutes} style={{ top: (minutes - frame.from) * frame.pxPerMinute }}>
                {minutes / 60}:00
              </span>
            ))}
          </div>
          {day.columns.map((column) => (
            <DayColumn
              key={column.doctor.id}
              column={column}
              frame={frame}
              states={states}
              selection={selection}
              openKey={openKey}
              now={now}
            />
          ))}
          {isToday && <NowLine now={now} frame={frame} timeZone={timeZone} columns={day.columns} />}
        </div>
      </div>
    </section>
  );
}
