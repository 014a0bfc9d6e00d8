import { m } from '@vitalmed/i18n';
import { late, lateOverlay, Skeleton } from '@vitalmed/ui-react';
import type { AgendaColumn } from '../api/trpc.ts';
import { useMediaQuery } from '../app/use-media-query.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import type { AgendaSearch } from './agenda-search.ts';
import { panelTarget } from './panel-target.ts';

const PanelDialog = lateOverlay(() => import('./panel-dialog.tsx').then((module) => module.PanelDialog));
const TurnoPanel = late(
  () => import('../turno/turno-panel.tsx').then((module) => module.TurnoPanel),
  <Skeleton className="m-4 h-64" />,
);

interface SidePanelProps {
  search: AgendaSearch;
  columns: readonly AgendaColumn[] | undefined;
  onChange(patch: Partial<AgendaSearch>): void;
}

/** Beside the agenda where there is room, so that both can be worked on; over it where there isn't. */
export function SidePanel({ search, columns, onChange }: SidePanelProps) {
  const roomy = useMediaQuery('(min-width: 64rem)');
  const target = panelTarget(search, columns);
  const close = () => onChange({ turno: undefined, cupo: undefined, accion: undefined });
  useShortcuts(target ? { escape: close } : {});
  if (!target) return null;
  const panel = (
    <TurnoPanel
      target={target}
      onAction={(accion) => onChange({ accion })}
      onShow={(id) => onChange({ turno: id, cupo: undefined, accion: undefined })}
      onClose={close}
      framed={roomy}
    />
  );
  if (!roomy) {
    return <PanelDialog onClose={close}>{panel}</PanelDialog>;
  }
  return (
    <aside
      aria-label={m.office_panel()}
      data-print="no"
      className="flex w-[25rem] shrink-0 flex-col overflow-y-auto border-line border-t border-l bg-surface"
    >
      {panel}
    </aside>
  );
}
