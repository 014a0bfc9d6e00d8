/** The mark follows the theme; favicon.svg in packages/design is the same drawing in fixed colours. */
export function Logo(props: { class?: string }) {
  return (
    <svg viewBox="0 0 32 32" class={props.class} aria-hidden="true">
      <path
        class="fill-brand"
        d="M8 2h16a6 6 0 0 1 6 6v4.2a3.8 3.8 0 0 0 0 7.6V24a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6v-4.2a3.8 3.8 0 0 0 0-7.6V8a6 6 0 0 1 6-6z"
      />
      <path
        class="fill-none stroke-on-brand"
        stroke-width="3.4"
        stroke-linecap="round"
        stroke-linejoin="round"
        d="m9.5 15.5 5 7 8-13.5"
      />
      <circle class="fill-accent" cx="22.7" cy="8.8" r="2.7" />
    </svg>
  );
}
