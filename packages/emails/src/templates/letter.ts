import type { ReactElement } from 'react';
import type { Attachment } from '../port.ts';

/** A mail before it is turned into HTML and plain text. */
export type Letter = { subject: string; body: ReactElement; attachments: Attachment[] };
