/**
 * What a patient's file rests on: a document that the desk saw, the desk's own record of somebody, or nothing but what an
 * account says of itself.
 */
export type FileStanding = 'verified' | 'desk' | 'claimed';

export type FileFacts = {
  documentVerified: boolean;
  /** Whether an account holds the file. */
  hasAccount: boolean;
  /** Whether that account was proven to be this person's. */
  accountProven: boolean;
};

export function fileStanding({ documentVerified, hasAccount, accountProven }: FileFacts): FileStanding {
  if (hasAccount && !accountProven) return 'claimed';
  return documentVerified ? 'verified' : 'desk';
}
