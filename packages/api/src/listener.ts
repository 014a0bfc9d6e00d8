import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Api } from './http.ts';
import { writeAnswer } from './plain-http-answer.ts';

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

/** A listener for node:http: plain queries and subscriptions are the API's, all others the app's. */
export function apiFirst(
  { answerQuery, answerSubscription }: Omit<Api, 'app'>,
  app: Listener,
): RequestListener {
  return async (incoming, outgoing) => {
    if (answerSubscription(incoming, outgoing)) return;
    // Whatever fails here fails there again, where it is logged and answered.
    const answer = await answerQuery(incoming).catch(() => null);
    if (!answer) {
      app(incoming, outgoing);
      return;
    }
    // After all requests that came together: answers written in a row wake a client once, not one by one.
    setImmediate(writeAnswer, outgoing, answer);
  };
}
