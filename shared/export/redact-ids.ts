/** Ids that AWS gave under other numbers: the kind stays, so that a sentence still reads, and so does their order. */
import { sortedUnique } from '#shared/base/sort.ts';

/** Kinds of ids as AWS writes them before the hyphen, longest first where one begins another. */
const kinds =
  'vpce-svc vpce-con vpce-rsc-asc vpce-svcperm vpce-nfn vpce vpc-cidr-assoc vpc-assoc vpc subnet-cidr-assoc subnet-cidr-reservation subnet rtbassoc rtb sgr sg aclassoc acl eni-attach eni igw-attach igw eigw nat eipalloc eipassoc ipv4pool-ec2 ipv6pool-ec2 dopt tgw-rtb-assoc tgw-attach tgw-connect-peer tgw-mpl tgw-rtb tgw pcx pl ipam-pool ipam ami lt i vgw vpn cgw dxcon dxvif dxgw lgw-rtb lgw lag cagw rslvr-rrassoc rslvr-rr rslvr-in rslvr-out rslvr-autodefined-rr rslvr-autodefined-assoc rni rpr rpa rp rpassoc rqlc rcfg rgw sn snva snsa snra svc listener rule tg fl nip-rta stack stackset'.split(
    ' ',
  );
const idPattern = new RegExp(`(?<![0-9A-Za-z-])(${kinds.join('|')})-([0-9A-Za-z]{8,32})(?![0-9A-Za-z])`, 'g');
/** The number by which AWS tells load balancers and target groups of one name apart. */
const hashPattern = /(?<![0-9A-Za-z-])[0-9a-f]{16}(?![0-9A-Za-z-])/g;
const hostedZonePattern = /(?<![0-9A-Za-z-])Z[0-9A-Z]{7,31}(?![0-9A-Za-z-])/g;
const patterns = [idPattern, hashPattern, hostedZonePattern] as const;

/** A stand-in for every id that occurs in the text (a snapshot as JSON). */
export function idMap(json: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const pattern of patterns) {
    for (const [index, id] of sortedUnique(json.match(pattern) ?? []).entries()) map.set(id, standIn(id, index + 1));
  }
  return map;
}

/** The text with every id of the map under its stand-in. */
export function replaceIds(text: string, ids: ReadonlyMap<string, string>): string {
  return patterns.reduce((before, pattern) => before.replace(pattern, (id) => ids.get(id) ?? id), text);
}

function standIn(id: string, number: number): string {
  if (/^Z[0-9A-Z]/.test(id)) return `Z${number.toString().padStart(13, '0')}`;
  const at = id.lastIndexOf('-');
  const digits = number.toString(16).padStart(at === -1 ? 16 : 17, '0');
  return `${id.slice(0, at + 1)}${digits}`;
}
