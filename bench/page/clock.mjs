// Two tabs count time from their own beginnings. The echo travels with the time at which it was seen, and the writer
// knows how far the other clock is from its own: the middle of the quickest of many round trips.
const name = 'bench-clock';

/** In the tab that watches: answers pings, and says when a text was seen. */
export function keepTime() {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    if (data.ping !== undefined) channel.postMessage({ pong: data.ping, at: performance.now() });
  };
  return (text) => channel.postMessage({ seen: text, at: performance.now() });
}

/** In the tab that writes: when the other tab saw a text, on this tab's clock. */
export async function readTime() {
  const channel = new BroadcastChannel(name);
  const seen = new Map();
  let onMessage = () => {};
  channel.onmessage = ({ data }) => {
    if (data.seen !== undefined) seen.set(data.seen, data.at);
    onMessage(data);
  };
  const until = (isIt) =>
    new Promise((resolve) => {
      onMessage = (data) => isIt(data) && resolve(data);
    });
  let best = { tripMs: Infinity, offset: 0 };
  for (let ping = 0; ping < 40; ping++) {
    const sentAt = performance.now();
    channel.postMessage({ ping });
    const { at } = await until(({ pong }) => pong === ping);
    const tripMs = performance.now() - sentAt;
    if (tripMs < best.tripMs) best = { tripMs, offset: at - (sentAt + tripMs / 2) };
  }
  return {
    async seenAt(text) {
      if (!seen.has(text)) await until((data) => data.seen === text);
      return seen.get(text) - best.offset;
    },
    close: () => channel.close(),
  };
}
