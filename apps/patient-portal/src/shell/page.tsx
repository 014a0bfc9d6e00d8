import { m } from '@vitalmed/i18n';
import { createEffect, createMemo, on, onCleanup, onMount, type ParentProps } from 'solid-js';

let someScreenWasShown = false;

/**
 * The main region of a screen. After a change of screen the focus goes to its heading, so that a screen reader
 * and the keyboard start there; the first screen leaves the focus where the browser put it. A page that shows
 * several screens under one route names the one on show in `screen`.
 */
export function Page(props: ParentProps<{ title: string; screen?: string | null }>) {
  let main: HTMLElement | undefined;
  createEffect(() => {
    document.title = `${props.title} · ${m.common_app_name()}`;
  });
  onMount(() => {
    if (someScreenWasShown) focusHeading(main);
    someScreenWasShown = true;
    if (main) keepFocusLater(main);
  });
  const screen = createMemo(() => props.screen);
  createEffect(on(screen, () => focusHeading(main), { defer: true }));
  return (
    <main
      ref={main}
      id="contenido"
      tabindex="-1"
      class="mx-auto w-full max-w-4xl flex-1 px-gutter pt-6 pb-16 sm:pt-10"
    >
      {props.children}
    </main>
  );
}

/** Not in the first load: nothing leaves a screen in its first moments. */
function keepFocusLater(main: HTMLElement): void {
  let end = () => {};
  let left = false;
  import('./keep-focus.ts').then(
    ({ keepFocus }) => {
      if (!left) end = keepFocus(main);
    },
    () => undefined,
  );
  onCleanup(() => {
    left = true;
    end();
  });
}

function focusHeading(main: HTMLElement | undefined): void {
  const heading = main?.querySelector('h1') ?? main;
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}
