import type { ParentProps } from 'solid-js';
import { Page } from '../shell/page.tsx';

/** The frame of the screens about accounts. */
export function AccountCard(props: ParentProps<{ title: string; lead?: string }>) {
  return (
    <Page title={props.title}>
      <div class="mx-auto max-w-xl">
        <h1>{props.title}</h1>
        {props.lead && <p class="mt-2 text-muted">{props.lead}</p>}
        <div class="card mt-6 p-5 sm:p-8">{props.children}</div>
      </div>
    </Page>
  );
}
