import { m } from '@vitalmed/i18n';
import type { InputHTMLAttributes, Ref } from 'react';

type DocumentSeenProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** Said on its own and never by saving: that somebody at the desk saw the document. */
export function DocumentSeen(props: DocumentSeenProps) {
  return (
    <label className="flex min-h-8 w-fit items-center gap-2">
      <input type="checkbox" {...props} />
      {m.office_document_seen()}
    </label>
  );
}
