// What Chrome of 2021 lacks of what the portal calls. `pnpm old-browsers` names whatever else is too new.
{
  const bring = (owner, name, value) => {
    if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  };
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is what is being brought.
  bring(Object, 'hasOwn', (owner, key) => Object.prototype.hasOwnProperty.call(owner, key));
  bring(Array.prototype, 'toSorted', function toSorted(compare) {
    return this.slice().sort(compare);
  });
  // Random bytes with the version and variant of RFC 9562, section 5.4.
  bring(crypto, 'randomUUID', () =>
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
    ),
  );
}
