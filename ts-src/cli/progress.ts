import { SingleBar } from 'cli-progress';

/** Progress of long work on stderr: a bar for a person at a terminal, a line now and then for a log. */
export interface Progress {
  update(done: number, text: string): void;
  stop(): void;
}

const LOG_INTERVAL_MS = 5_000;

/** `quiet`: shows nothing. `unit`: what is counted, in the plural. */
export function createProgress(label: string, quiet: boolean, unit = 'items'): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  return process.stderr.isTTY ? bar(label, unit) : log(label, unit);
}

function bar(label: string, unit: string): Progress {
  const single = new SingleBar({ format: `${label} {value} ${unit} · {text} · {duration_formatted}`, stream: process.stderr, hideCursor: true, clearOnComplete: false });
  single.start(0, 0, { text: '' });
  return {
    update: (done, text) => single.update(done, { text }),
    stop: () => single.stop(),
  };
}

function log(label: string, unit: string): Progress {
  let last = Date.now();
  return {
    update(done, text) {
      if (Date.now() - last < LOG_INTERVAL_MS) return;
      last = Date.now();
      process.stderr.write(`${label} ${done} ${unit} · ${text}\n`);
    },
    stop: () => {},
  };
}
