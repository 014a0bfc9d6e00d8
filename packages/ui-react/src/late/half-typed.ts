type Field = HTMLInputElement | HTMLTextAreaElement;

const typedInto = new Set<Field>();

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Remembers in which fields somebody typed. */
export function watchTyping(page: Document): void {
  page.addEventListener('input', ({ target }) => {
    if (isField(target)) typedInto.add(target);
  });
}

/** Whether something that was typed still stands on the screen and would be lost with it. */
export function isHalfTyped(): boolean {
  for (const field of typedInto) if (!field.isConnected) typedInto.delete(field);
  return [...typedInto].some(({ value }) => value !== '');
}
