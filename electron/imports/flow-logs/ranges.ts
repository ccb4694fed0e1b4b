/** Address ranges as disjoint intervals, so that every address has one owner and a lookup needs no order. */
import { type Ipv4Block, ipv4Block } from '#shared/base/cidr.ts';
import { compareText } from '#shared/base/sort.ts';

/** A range and what it says; where ranges overlap, the lowest rank wins, then the smallest range, then the name. */
export interface LabelledRange extends Ipv4Block {
  readonly rank: number;
  /** `private`, `prefix-list:S3`, or a service of ip-ranges.json. */
  readonly service: string;
  readonly region: string;
}

/** A piece of the address space with one label, inside one bucket. */
export interface LabelledPiece extends Ipv4Block {
  /** First address of the bucket, the key of the lookup. */
  readonly bucket: number;
  readonly service: string;
  readonly region: string;
}

/** Addresses that never leave through a NAT gateway to the internet: RFC 1918, shared, link-local, loopback. */
const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'];

export function privateRanges(blocks: readonly string[]): LabelledRange[] {
  return [...privateBlocks, ...blocks].flatMap((block) => labelled(block, 0, 'private', ''));
}

/** The ranges of one Region's own prefix list. */
export function prefixListRanges(service: 'S3' | 'DYNAMODB', region: string, blocks: readonly string[]): LabelledRange[] {
  return blocks.flatMap((block) => labelled(block, 1, `prefix-list:${service}`, region));
}

/**
 * Many ranges of S3 are listed for EC2 and AMAZON too, identically: S3 and
 * DynamoDB come first, then what has a name, then EC2, then AMAZON.
 */
export function ipRange(block: string, service: string, region: string): LabelledRange[] {
  return labelled(block, serviceRank(service), service, region);
}

export function serviceRank(service: string): number {
  if (service === 'S3' || service === 'DYNAMODB') return 2;
  if (service === 'EC2') return 4;
  return service === 'AMAZON' ? 5 : 3;
}

function labelled(block: string, rank: number, service: string, region: string): LabelledRange[] {
  const range = ipv4Block(block);
  return range === null ? [] : [{ ...range, rank, service, region }];
}

/** Cuts overlapping ranges into disjoint pieces, none across a border of buckets; `bucketSize` addresses each. */
export function disjointPieces(ranges: readonly LabelledRange[], bucketSize: number): LabelledPiece[] {
  return merged(sweep(ranges)).flatMap((piece) => split(piece, bucketSize));
}

type Piece = Omit<LabelledPiece, 'bucket'>;

/** Blocks nest or are apart, as CIDR blocks do, so a stack of open ranges is enough. */
function sweep(ranges: readonly LabelledRange[]): Piece[] {
  const starts = [...ranges].sort((a, b) => a.first - b.first || b.last - a.last || compareRanges(a, b));
  const pieces: Piece[] = [];
  const open: LabelledRange[] = [];
  let next = 0;
  const advance = (to: number): void => {
    while (next < to) {
      const inside = open.filter((range) => range.last >= next);
      open.splice(0, open.length, ...inside);
      const best = bestOf(inside);
      if (best === null) {
        next = to;
        return;
      }
      const last = Math.min(to - 1, ...inside.map((range) => range.last));
      pieces.push({ first: next, last, service: best.service, region: best.region });
      next = last + 1;
    }
  };
  for (const range of starts) {
    advance(range.first);
    open.push(range);
  }
  advance(2 ** 32);
  return pieces;
}

function bestOf(ranges: readonly LabelledRange[]): LabelledRange | null {
  let best: LabelledRange | null = null;
  for (const range of ranges) if (best === null || compareRanges(range, best) < 0) best = range;
  return best;
}

function compareRanges(a: LabelledRange, b: LabelledRange): number {
  return a.rank - b.rank || a.last - a.first - (b.last - b.first) || compareText(a.service, b.service) || compareText(a.region, b.region);
}

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    const continues = before !== undefined && before.last + 1 === piece.first;
    if (continues && before.service === piece.service && before.region === piece.region) {
      result[result.length - 1] = { ...before, last: piece.last };
    } else result.push(piece);
  }
  return result;
}

function split(piece: Piece, bucketSize: number): LabelledPiece[] {
  const pieces: LabelledPiece[] = [];
  for (let bucket = piece.first - (piece.first % bucketSize); bucket <= piece.last; bucket += bucketSize) {
    const first = Math.max(piece.first, bucket);
    pieces.push({ ...piece, bucket, first, last: Math.min(piece.last, bucket + bucketSize - 1) });
  }
  return pieces;
}
