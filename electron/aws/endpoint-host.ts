/**
 * Host names of the services that have no client here, as the AWS CLI forms
 * them: by the partition of the Region, and by `use_fips_endpoint` and
 * `use_dualstack_endpoint`. https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
import { firstRegion, partitionOfRegion } from '#electron/discovery/regions.ts';
import type { Environment } from './config-files.ts';
import type { ClientSettings } from './service.ts';

/** Which of a service's hosts are asked. */
export interface EndpointVariants {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
}

/** What the environment says, else the profile. https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html */
export function endpointVariants(env: Environment, values: ReadonlyMap<string, string> = new Map()): EndpointVariants {
  const isOn = (variable: string, key: string): boolean => (env[variable] || values.get(key))?.toLowerCase() === 'true';
  return {
    useFipsEndpoint: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstackEndpoint: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}

/** A host that somebody names is asked as it is named: it has no variants, and the SDK refuses both together. */
export const noVariants: EndpointVariants = { useFipsEndpoint: false, useDualstackEndpoint: false };

interface Suffixes {
  readonly plain: string;
  /** `null`: the partition has no hosts for both IPv4 and IPv6. */
  readonly dual: string | null;
}

const suffixes: Readonly<Record<string, Suffixes>> = {
  aws: { plain: 'amazonaws.com', dual: 'api.aws' },
  'aws-cn': { plain: 'amazonaws.com.cn', dual: 'api.amazonwebservices.com.cn' },
  'aws-us-gov': { plain: 'amazonaws.com', dual: 'api.aws' },
  'aws-eusc': { plain: 'amazonaws.eu', dual: 'api.amazonwebservices.eu' },
  'aws-iso': { plain: 'c2s.ic.gov', dual: 'api.aws.ic.gov' },
  'aws-iso-b': { plain: 'sc2s.sgov.gov', dual: 'api.aws.scloud' },
  'aws-iso-e': { plain: 'cloud.adc-e.uk', dual: null },
  'aws-iso-f': { plain: 'csp.hci.ic.gov', dual: null },
};

function suffixesOf(region: string): Suffixes {
  return suffixes[partitionOfRegion(region)] ?? { plain: 'amazonaws.com', dual: null };
}

/** The end of every plain host name in the Region's partition. */
export function dnsSuffix(region: string): string {
  return suffixesOf(region).plain;
}

/** Where a service with hosts in every Region is asked. */
export function regionalHost(settings: ClientSettings, service: string): string {
  const region = String(settings.region);
  const { plain, dual } = suffixesOf(region);
  const isDual = settings.useDualstackEndpoint === true && dual !== null;
  // In GovCloud the plain hosts of Resolver are the ones with FIPS.
  const isPlainFips = service === 'route53resolver' && partitionOfRegion(region) === 'aws-us-gov' && !isDual;
  const name = settings.useFipsEndpoint === true && !isPlainFips ? `${service}-fips` : service;
  return `${name}.${region}.${isDual ? dual : plain}`;
}

/** Where IAM is asked, and the Region its calls are signed for: one of each partition. */
export function identityHost(settings: ClientSettings): { readonly host: string; readonly signingRegion: string } {
  const region = String(settings.region);
  const partition = partitionOfRegion(region);
  const signingRegion = firstRegion(partition);
  const suffix = settings.useDualstackEndpoint === true ? 'api.aws' : 'amazonaws.com';
  if (partition === 'aws-us-gov') return { host: `iam.us-gov.${suffix}`, signingRegion };
  if (partition !== 'aws') return { host: `iam.${signingRegion}.${dnsSuffix(region)}`, signingRegion };
  const name = settings.useFipsEndpoint === true ? 'iam-fips' : 'iam';
  return { host: settings.useDualstackEndpoint === true ? `${name}.global.api.aws` : `${name}.amazonaws.com`, signingRegion };
}
