import { classNames } from '#renderer/ui/class-names.ts';
import type { TourPart } from './tour-steps.ts';
import styles from './tour.module.css';

const lanes = [
  { id: 'use1-az1', name: 'us-east-1a', y: 34 },
  { id: 'use1-az2', name: 'us-east-1c', y: 84 },
  { id: 'use1-az4', name: 'us-east-1b', y: 134 },
];

/** A made-up VPC and a provider, with the part in question drawn strongly. */
export function TourPicture({ highlight }: { readonly highlight: TourPart }) {
  const part = (...names: readonly TourPart[]): string =>
    classNames(styles['part'], names.includes(highlight) ? styles['lit'] : styles['faint']);
  return (
    <svg
      className={styles['picture']}
      viewBox="0 0 460 236"
      role="img"
      aria-label="A VPC with three zone lanes, an endpoint and its provider"
    >
      <rect x="1" y="1" width="286" height="234" rx="8" className={styles['box']} />
      <text x="12" y="21" className={styles['name']}>
        payments
      </text>
      <Lanes className={part('lanes')} />
      <Gateways className={part('gateways')} />
      <g className={part('columns', 'problems')}>
        <rect x="196" y="6" width="80" height="20" rx="10" className={styles['endpoint']} />
        <text x="236" y="20" className={styles['middle']}>
          ledger-api
        </text>
        <path d="M236 26 V180" className={styles['stem']} />
      </g>
      <Pins className={part('pins', 'problems')} />
      <Strands className={part('strands')} />
    </svg>
  );
}

interface PartProps {
  readonly className: string;
}

function Lanes({ className }: PartProps) {
  return (
    <g className={className}>
      {lanes.map((lane, index) => (
        <g key={lane.id}>
          <rect x="8" y={lane.y} width="272" height="46" className={styles[`zone-${String(index)}`]} />
          <text x="16" y={lane.y + 19} className={styles['zone']}>
            {lane.id}
          </text>
          <text x="16" y={lane.y + 33} className={styles['small']}>
            {lane.name}
          </text>
        </g>
      ))}
    </g>
  );
}

function Gateways({ className }: PartProps) {
  return (
    <g className={className}>
      <rect x="104" y="44" width="56" height="26" rx="4" className={styles['nat']} />
      <text x="132" y="61" className={styles['middle']}>
        NAT
      </text>
      <path d="M132 146 V76" className={styles['cross']} />
      <rect x="12" y="192" width="150" height="24" rx="4" className={styles['gateway']} />
      <text x="22" y="208" className={styles['label']}>
        s3 · 2 of 3 route tables
      </text>
    </g>
  );
}

function Pins({ className }: PartProps) {
  return (
    <g className={className}>
      <circle cx="236" cy="57" r="8" className={styles['ok']} />
      <circle cx="236" cy="107" r="8" className={styles['bad']} />
      <path d="M232.5 103.5l7 7M239.5 103.5l-7 7" className={styles['inverse']} />
      <circle cx="236" cy="157" r="7" className={styles['warn']} />
      <path d="M236 153v5M236 160.5v.5" className={styles['warn-mark']} />
    </g>
  );
}

function Strands({ className }: PartProps) {
  return (
    <g className={className}>
      <path d="M244 57 H348" className={styles['strand']} />
      <path d="M244 107 H310" className={styles['strand-bad']} />
      <path d="M306 103l8 8M314 103l-8 8" className={styles['strand-bad']} />
      <rect x="348" y="18" width="106" height="164" rx="8" className={styles['box']} />
      <text x="358" y="36" className={styles['name']}>
        ledger
      </text>
      <rect x="354" y="44" width="94" height="30" className={styles['zone-0']} />
      <text x="362" y="63" className={styles['zone']}>
        use1-az1
      </text>
      <rect x="354" y="128" width="94" height="30" className={styles['zone-2']} />
      <text x="362" y="147" className={styles['zone']}>
        use1-az4
      </text>
    </g>
  );
}
