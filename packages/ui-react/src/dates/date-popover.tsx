import { Popover } from '@base-ui/react/popover';
import type { LocalDate } from '@vitalmed/core';
import { DateCalendar } from './date-calendar.tsx';

interface DatePopoverProps {
  anchor: HTMLElement;
  label: string;
  value: LocalDate | null;
  min?: LocalDate;
  max?: LocalDate;
  today: LocalDate;
  onChoose(date: LocalDate): void;
  onClose(): void;
}

/** The calendar beside its field. The focus comes in to the chosen day and goes back to the button. */
export function DatePopover({ anchor, label, onChoose, onClose, ...calendar }: DatePopoverProps) {
  // Inside a dialog everything around it is out of reach, the main landmark too.
  const home = anchor.closest('[role="dialog"]') ? undefined : document.getElementById('contenido');
  function close() {
    onClose();
    anchor.focus();
  }
  return (
    <Popover.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Popover.Portal container={home}>
        <Popover.Positioner
          positionMethod="fixed"
          anchor={anchor}
          sideOffset={6}
          align="end"
          className="z-60"
        >
          <Popover.Popup
            aria-label={label}
            initialFocus={() => document.querySelector<HTMLElement>('[data-calendar] [tabindex="0"]')}
            finalFocus={() => anchor}
            className="w-[min(20rem,calc(100vw-1.5rem))] rounded-control border border-line bg-surface p-3 shadow-pop outline-none"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              // What the field belongs to, such as a panel, has an Escape of its own.
              event.stopPropagation();
              close();
            }}
          >
            <DateCalendar
              {...calendar}
              label={label}
              onChoose={(date) => {
                onChoose(date);
                close();
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
