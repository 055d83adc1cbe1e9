import { createLogSession } from './log-session.ts';
import type { FromLogWorker, ToLogWorker } from './log-protocol.ts';

const scope = self as unknown as {
  postMessage(message: FromLogWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToLogWorker>) => void): void;
};

const session = createLogSession(
  (message) => scope.postMessage(message),
  () => performance.now(),
);

/** Between two slices of a search the messages that have come in meanwhile get their turn. */
const turns = new MessageChannel();
let running = false;

turns.port1.onmessage = () => {
  running = session.step();
  if (running) turns.port2.postMessage(null);
};

scope.addEventListener('message', ({ data }) => {
  session.receive(data);
  if (data.type === 'search' && !running) {
    running = true;
    turns.port2.postMessage(null);
  }
});
