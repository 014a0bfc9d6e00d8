import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own that answers one job at a time. */
export type Forked<Job, Answer> = { pid: number; ask(job: Job): Promise<Answer>; stop(): Promise<void> };

type Reply<Answer> = { answer: Answer } | { failure: string };

/** Starts a script of this package in a process of its own; it has to call `answerJobs`. */
export function forked<Job, Answer>(script: URL): Forked<Job, Answer> {
  const child: ChildProcess = fork(script, { execArgv: ['--import', import.meta.resolve('tsx')] });
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`${script.pathname} ended (${code})`)),
  );
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    async ask(job) {
      const replied = once(child, 'message') as Promise<[Reply<Answer>]>;
      child.send(job as object);
      const [reply] = await Promise.race([replied, ended]);
      if ('failure' in reply) throw new Error(reply.failure);
      return reply.answer;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}

/** The other side: answers each job, and ends when the process that asked has gone. */
export function answerJobs<Job, Answer>(work: (job: Job) => Promise<Answer>): void {
  process.once('disconnect', () => process.exit(0));
  process.on('message', async (job: Job) => {
    const reply: Reply<Answer> = await work(job).then(
      (answer) => ({ answer }),
      (error: unknown) => ({
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    process.send?.(reply);
  });
}
