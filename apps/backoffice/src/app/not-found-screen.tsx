import { Link } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { EmptyState } from '@vitalmed/ui-react';

export function NotFoundScreen() {
  return (
    <EmptyState title={m.office_not_found()} hint={m.office_not_found_hint()}>
      <Link to="/" className="btn btn-primary">
        {m.office_go_to_agenda()}
      </Link>
    </EmptyState>
  );
}
