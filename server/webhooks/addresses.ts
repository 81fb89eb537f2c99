import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Whether we may connect to this address. */
export type Guard = (address: string) => boolean;

/** What is not on the public internet: this machine, private and local networks, and addresses with a meaning of their own. */
const notPublic = [
  ["0.0.0.0", 8], // "this" network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // of a provider's NAT
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, and with it the metadata services of clouds
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 3], // multicast, reserved, broadcast
  // IPv6 that is public is 2000::/3; within it, what leads elsewhere:
  ["2001::", 23], // protocol assignments, Teredo among them
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: an IPv4 address in disguise
  ["3fff::", 20], // documentation
] as const;

/** Lets public addresses through, and of the others those that the operator allows: all (true), or networks such as 10.1.0.0/16. */
export function makeGuard(allowPrivate: boolean | readonly string[]): Guard {
  const refused = new BlockList();
  for (const [address, bits] of notPublic) refused.addSubnet(address, bits, family(address));
  const global = new BlockList();
  global.addSubnet("2000::", 3, "ipv6");
  const allowed = new BlockList();
  for (const network of typeof allowPrivate === "boolean" ? [] : allowPrivate) {
    const [address = "", bits] = network.split("/");
    if (bits === undefined) allowed.addAddress(address, family(address));
    else allowed.addSubnet(address, Number(bits), family(address));
  }
  return (address) => {
    if (!isIP(address)) return false;
    if (allowPrivate === true || allowed.check(address, family(address))) return true;
    if (refused.check(address, family(address))) return false; // an IPv4 address within an IPv6 one (::ffff:…) is seen through
    return isIP(address) === 4 || global.check(address, "ipv6");
  };
}

function family(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

export class RefusedAddress extends Error {
  constructor(host: string, address: string) {
    const what = host === address ? address : `${host} (${address})`;
    super(
      `${what} is not an address on the public internet. The operator can allow it by WEBHOOK_ALLOW_PRIVATE=${address}.`,
    );
    this.name = "RefusedAddress";
  }
}

/**
 * Looks names up for a connection, and gives it only addresses that the guard lets through: what was checked is what is
 * connected to, whatever the name means a moment later.
 */
export function guardedLookup(guard: Guard): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "");
      const addresses = found.filter(({ address }) => guard(address));
      const first = addresses[0];
      if (!first) return callback(new RefusedAddress(host, found[0]?.address ?? host), "");
      if (options.all) return callback(null, addresses satisfies LookupAddress[]);
      callback(null, first.address, first.family);
    });
  };
}

/** Throws for a URL whose host is an address that may not be connected to; names are checked when they are looked up. */
export function assertLiteral(url: URL, guard: Guard): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !guard(host)) throw new RefusedAddress(host, host);
}
