import { isIP } from 'node:net';

/**
 * The network that an address stands for, as far as limits are concerned: an IPv4 address is one; of
 * IPv6 the first 64 bits are, of which one household or machine has all the rest. A port behind it, as
 * some proxies write it, does not count. Undefined for what is no address.
 */
export function networkOf(text: string): string | undefined {
  const address = withoutPort(text.trim());
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return mapped;
  switch (isIP(address)) {
    case 4:
      return address;
    case 6:
      return `${firstGroups(address).join(':')}::/64`;
    default:
      return undefined;
  }
}

/** `1.2.3.4:567` and `[2001:db8::1]:567`, as `X-Forwarded-For` has them from some; an IPv6 address by itself has no port. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1];
  return bracketed ?? /^([^:]+):\d+$/.exec(text)?.[1] ?? text;
}

/** The first four groups of an IPv6 address, without leading noughts. */
function firstGroups(address: string): readonly string[] {
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  // An IPv4 address at the end fills two groups.
  const tailGroups = tail.length + (tail.at(-1)?.includes('.') ? 1 : 0);
  const noughts = after === undefined ? 0 : Math.max(0, 8 - head.length - tailGroups);
  const groups = [...head, ...Array<string>(noughts).fill('0'), ...tail];
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}
