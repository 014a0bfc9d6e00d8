import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerJobs } from '../work/forked.ts';

const body = JSON.stringify({ id: 'b3f3c8f0-7d0a-4c55-9d0c-1f6f6c6f8a11' });

/**
 * What any HTTP server in Node could do at most: takes the whole request, answers a fixed text. It also stands
 * in for the mail provider, so that messages leave the product over HTTP as in production.
 */
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});

answerJobs<'listen', { port: number }>(
  () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }));
    }),
);
