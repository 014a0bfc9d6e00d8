import { describe, expect, it } from 'vitest';
import { readAnswer } from './connection.ts';

const bytes = (text: string) => Buffer.from(text);

describe('reading an answer', () => {
  it('waits for the whole body that Content-Length announces, in bytes', () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\né!';
    expect(readAnswer(bytes(answer))).toEqual({ status: 200, body: 'é!' });
    expect(readAnswer(bytes(answer).subarray(0, -1))).toBeNull();
  });

  it('waits for the last chunk where there is no length', () => {
    const answer = 'HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n';
    expect(readAnswer(bytes(answer))?.status).toBe(409);
    expect(readAnswer(bytes(answer.slice(0, -2)))).toBeNull();
  });

  it('waits for the end of the head', () => {
    expect(readAnswer(bytes('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n'))).toBeNull();
  });
});
