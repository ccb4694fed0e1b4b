import { classNames } from '#renderer/ui/class-names.ts';
import strokes from '#renderer/ui/glyph-strokes.module.css';
import type { ServiceAccess, ServiceCell } from '#shared/analysis/topology/service-coverage.ts';
import { plural } from '../format.ts';
import styles from './service-mark.module.css';

const words: Readonly<Record<ServiceAccess, string>> = {
  interface: 'interface',
  gateway: 'gateway',
  hub: 'hub',
  none: 'none',
  unknown: 'unknown',
};

/** What a cell means, as a sentence. */
export function accessSentence({ service, how, endpointIds, isDuplicate }: ServiceCell): string {
  const ids = endpointIds.join(', ');
  switch (how) {
    case 'interface':
      return isDuplicate
        ? `${service}: ${plural(endpointIds.length, 'endpoint')} in this VPC where one would do: ${ids}`
        : `${service}: interface endpoint in this VPC: ${ids}`;
    case 'gateway':
      return `${service}: gateway endpoint in this VPC: ${ids}`;
    case 'hub':
      return `${service}: through an endpoint in another VPC, by a shared private hosted zone: ${ids}`;
    case 'none':
      return `${service}: no endpoint in this VPC, and no private hosted zone leads to one`;
    case 'unknown':
      return `${service}: unknown: the endpoints of this VPC\u2019s account and Region were not read`;
  }
}

/** One service of one VPC: a shape, a colour and a word; the whole sentence on hover. */
export function ServiceMark({ cell }: { readonly cell: ServiceCell }) {
  const sentence = accessSentence(cell);
  return (
    <span className={classNames(styles['cell'], cell.isDuplicate ? styles['warn'] : styles[cell.how])} title={sentence}>
      <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
        {cell.isDuplicate ? <DoubledShape /> : <Shape how={cell.how} />}
      </svg>
      <span aria-hidden="true" className={styles['word']}>
        {cell.isDuplicate ? `\u00d7${String(cell.endpointIds.length)}` : words[cell.how]}
      </span>
      <span className="visually-hidden">{sentence}</span>
    </span>
  );
}

/** The shapes of the map: an interface is a pin, a gateway a gate, a hub leads away. */
function Shape({ how }: { readonly how: ServiceAccess }) {
  switch (how) {
    case 'interface':
      return <circle cx="8" cy="8" r="4.6" className={strokes['dot']} />;
    case 'gateway':
      return <path d="M3.5 13V6.5a4.5 4.5 0 0 1 9 0V13M3.5 13h9" className={strokes['mark']} />;
    case 'hub':
      return (
        <>
          <circle cx="4.6" cy="8" r="2.4" className={strokes['mark']} />
          <path d="M7 8h6M10.6 5.4 13.2 8l-2.6 2.6" className={strokes['mark']} />
        </>
      );
    case 'none':
      return <path d="M5.5 8h5" className={strokes['mark']} />;
    case 'unknown':
      return (
        <>
          <circle cx="8" cy="8" r="5.4" className={strokes['mark']} />
          <path d="M6.6 6.7a1.4 1.4 0 1 1 1.4 1.6v.4M8 10.7v.2" className={strokes['mark']} />
        </>
      );
  }
}

function DoubledShape() {
  return (
    <>
      <circle cx="6.2" cy="8" r="4" className={strokes['mark']} />
      <circle cx="10.2" cy="8" r="4" className={strokes['mark']} />
    </>
  );
}
