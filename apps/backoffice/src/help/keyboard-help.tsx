import { m } from '@vitalmed/i18n';
import { Button, Dialog } from '@vitalmed/ui-react';

interface KeyboardHelpProps {
  onClose(): void;
}

export function KeyboardHelp({ onClose }: KeyboardHelpProps) {
  const groups = [
    {
      title: m.office_help_anywhere(),
      keys: [
        ['Ctrl K', m.office_quick_booking()],
        ['1 · 2 · 3', m.office_help_screens()],
        ['?', m.office_keyboard_help()],
        ['Esc', m.office_help_escape()],
      ],
    },
    {
      title: m.office_nav_agenda(),
      keys: [
        ['H', m.office_today()],
        ['A', m.office_previous_day()],
        ['S', m.office_next_day()],
        ['V', m.office_help_view()],
        ['G', m.office_help_grid()],
      ],
    },
    {
      title: m.office_help_slot(),
      keys: [
        ['← ↑ ↓ →', m.office_help_arrows()],
        ['Enter', m.office_help_enter()],
        [m.office_space_key(), m.office_select_slot()],
        ['B', m.office_help_block()],
        ['L', m.office_command_arrive()],
        ['E', m.office_command_start()],
        ['T', m.office_command_complete()],
        ['N', m.office_command_no_show()],
        ['Z', m.office_help_undo()],
        ['M', m.office_move()],
        ['C', m.office_cancel_turno()],
      ],
    },
  ] as const;
  return (
    <Dialog open title={m.office_keyboard_help()} width="44rem" onClose={onClose}>
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-2 text-base">{group.title}</h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {group.keys.map(([key, does]) => (
                <div key={key} className="flex items-center justify-between gap-4">
                  <dt className="whitespace-nowrap">
                    <kbd className="rounded-chip border border-line bg-sunk px-2 py-0.5 font-semibold">
                      {key}
                    </kbd>
                  </dt>
                  <dd className="text-right">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Button className="mt-5" onClick={onClose}>
        {m.common_close()}
      </Button>
    </Dialog>
  );
}
