// Starts the built server on this very Node, asks each app for its page and its API, and stops it.
import assert from 'node:assert/strict';
import { startProduct } from './product.mjs';

const product = await startProduct();
try {
  for (const origin of [product.portal, product.backoffice, product.doctor]) {
    const page = await (await fetch(origin)).text();
    assert.match(page, /<script type="module"/, `${origin} serves its app`);
    const me = await (await fetch(`${origin}/trpc/account.me`)).json();
    assert.deepEqual(me, { result: { data: { user: null } } }, `${origin} knows nobody yet`);
  }
  console.log(`Node ${process.version}: three apps answer`);
} finally {
  assert.ok(await product.stop(), 'the server ends by itself and in order');
}
