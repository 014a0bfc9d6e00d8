import { isIPv6 } from 'node:net';

/** Who shares a counter: one IPv4 address, or the /64 that one IPv6 subscriber has to himself. */
export function addressBlock(address: string): string {
  return blockOf(address, 4);
}

/** The widest block that one guesser gets for nothing: one IPv4 address, or a /48 of IPv6. */
export function widestBlock(address: string): string {
  return blockOf(address, 3);
}

function blockOf(address: string, groupsKept: number): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const start = head.split(':').filter(Boolean);
  const end = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  const groups = [...start, ...(tail === undefined ? [] : zeros), ...end];
  return groups
    .slice(0, groupsKept)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
