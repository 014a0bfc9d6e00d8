import { m } from '@vitalmed/i18n';
import type { InputHTMLAttributes, Ref } from 'react';

type DocumentSeenProps = InputHTMLAttributes<HTMLInputElement> & {
  ref?: Ref<HTMLInputElement>;
  /** The masked address of the file's account: who saw the document says that it is this person's too. */
  account?: string | null;
};

/** Said on its own and never by saving: that somebody at the desk saw the document. */
export function DocumentSeen({ account, ...box }: DocumentSeenProps) {
  return (
    <label className="flex min-h-8 w-fit items-center gap-2">
      <input type="checkbox" {...box} />
      {account ? m.office_document_seen_account({ account }) : m.office_document_seen()}
    </label>
  );
}
