import { m } from '@vitalmed/i18n';
import { Dialog } from '@vitalmed/ui-react';
import type { ReactNode } from 'react';

interface PanelDialogProps {
  onClose(): void;
  children: ReactNode;
}

/** The side panel where there is no room beside the agenda. */
export function PanelDialog({ onClose, children }: PanelDialogProps) {
  return (
    <Dialog open shape="drawer" title={m.office_panel()} onClose={onClose}>
      {children}
    </Dialog>
  );
}
