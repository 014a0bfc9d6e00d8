import { type Command, TRANSITION_COMMANDS, type TransitionCommand } from '@vitalmed/core';
import { Button } from '@vitalmed/ui-react';
import { Check, DoorOpen, LogIn, Undo2, UserX } from 'lucide-react';
import { commandLabel } from './command-words.ts';
import type { DayAppointment } from './use-day.ts';

/** What a doctor wants first stands first; taking back comes last and is quiet. */
const ORDER: readonly TransitionCommand[] = ['complete', 'start', 'arrive', 'mark-no-show'];

const ICONS: Partial<Record<TransitionCommand, typeof Check>> = {
  complete: Check,
  start: DoorOpen,
  arrive: LogIn,
  'mark-no-show': UserX,
};

interface CommandButtonsProps {
  appointment: DayAppointment;
  large?: boolean;
  onCommand(command: TransitionCommand): void;
}

/** Only what is legal now, as the server says. The first button is the usual next step. */
export function CommandButtons({ appointment, large = false, onCommand }: CommandButtonsProps) {
  const commands = offered(appointment);
  if (commands.length === 0) return null;
  return (
    <div className={`flex flex-wrap ${large ? 'gap-2' : 'ml-auto justify-end gap-1'}`}>
      {commands.map((command, position) => {
        const Icon = ICONS[command] ?? Undo2;
        const first = position === 0 && ORDER.includes(command);
        return (
          <Button
            key={command}
            data-command={command}
            variant={variantOf(first, large)}
            aria-label={`${commandLabel(command)}: ${appointment.patient.name}`}
            className={first && large ? 'grow text-lg' : large ? '' : 'px-3'}
            // The second press of a double one would fall on whatever button took this one's place.
            // Nor does a key that is held down go on to what comes next.
            onKeyDown={(event) => event.repeat && event.preventDefault()}
            onClick={({ detail }) => detail < 2 && onCommand(command)}
          >
            <Icon aria-hidden className="size-5 shrink-0" />
            {commandLabel(command)}
          </Button>
        );
      })}
    </div>
  );
}

/** One green button a screen part: in the large card. */
function variantOf(first: boolean, large: boolean): 'primary' | 'quiet' | 'ghost' {
  if (!first) return 'ghost';
  return large ? 'primary' : 'quiet';
}

function offered({ status, commands }: DayAppointment): TransitionCommand[] {
  const legal = commands.filter(isTransition);
  // Finishing someone who was never called in is legal, and hardly ever what is meant.
  const meant = status === 'arrived' ? legal.filter((command) => command !== 'complete') : legal;
  return meant.sort((a, b) => rank(a) - rank(b));
}

function isTransition(command: Command): command is TransitionCommand {
  return TRANSITION_COMMANDS.some((known) => known === command);
}

function rank(command: TransitionCommand): number {
  const position = ORDER.indexOf(command);
  return position === -1 ? ORDER.length : position;
}
