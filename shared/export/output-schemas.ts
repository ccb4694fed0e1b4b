/**
 * What the command line prints with `--json`: the names that are fixed. Objects
 * are open, because fields may be added; what is listed here keeps its name and
 * its meaning.
 */
import { ledgerCellSchema } from '#shared/model/ledger.ts';
import { z } from '#shared/model/schema.ts';
import { subjectKinds } from '#shared/model/subject.ts';

const version = z.literal(1);
const text = z.string();
const texts = z.array(z.string());
/** `null`: not known. */
const mayBeUnknown = z.string().nullable();
/** Exact decimal text in USD; `null`: unknown, with a reason beside it. */
const usd = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();
const range = z.looseObject({ min: usd, max: usd });
const subject = z.looseObject({ kind: z.enum(subjectKinds), id: text, accountId: text, region: text });
const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

const finding = z.looseObject({
  ruleId: text,
  severity,
  status: z.enum(['fail', 'unknown']),
  subjects: z.array(subject),
  evidence: z.array(z.looseObject({ api: text })),
  remedy: text,
});

const alignmentRow = z.looseObject({
  endpointId: text,
  accountId: text,
  region: text,
  serviceName: mayBeUnknown,
  serviceId: mayBeUnknown,
  mode: z.enum(['same-region', 'cross-region', 'unknown-service']),
  endpointZones: texts,
  serviceZones: texts.nullable(),
  workloadZones: texts,
  shared: texts,
  misaligned: texts,
  addable: texts,
  uncovered: texts,
  unsupportedWorkload: texts,
  idle: texts,
  singleZone: z.boolean(),
  lbZones: texts.nullable(),
  targetZones: texts.nullable(),
  cells: z.record(text, text),
  survivesLossOf: z.record(text, z.enum(['yes', 'no', 'unknown'])),
  verdict: text,
  tags: texts,
  assurance: text,
  confidence: text,
  serviceZonesFrom: text,
});

const costLine = z.looseObject({
  item: text,
  resourceId: mayBeUnknown,
  payerAccountId: mayBeUnknown,
  quantity: mayBeUnknown,
  unit: text,
  unitPriceUsd: usd,
  priceAsOf: mayBeUnknown,
  usd,
  formula: text,
  basis: z.enum(['billed', 'measured', 'modelled', 'typed', 'assumed', 'unknown']),
  unchanged: z.boolean().optional(),
});
const costColumn = { lines: z.array(costLine), totalUsd: usd, knownUsd: usd, totalRangeUsd: range };
const alternative = z.looseObject({
  id: z.enum(['offload', 'offload-listed', 'replace', 'consolidate', 'centralise', 'mixed']),
  ...costColumn,
  eligibility: z.looseObject({ verdict: z.enum(['eligible', 'blocked', 'unproven']), reasons: texts }).optional(),
  services: texts,
  savingUsd: usd,
  savingRangeUsd: range,
  breakEven: z.looseObject({ variable: text, gb: mayBeUnknown, formula: text }).nullable(),
  transition: z.looseObject({ days: z.number(), lines: z.array(costLine), totalUsd: usd, paybackDate: mayBeUnknown }),
  assumptions: texts,
});

/** By the name of the command. */
export const outputSchemas = {
  findings: z.looseObject({
    schemaVersion: version,
    findings: z.array(finding),
    passed: z.record(text, z.number().int()),
    coverage: z.looseObject({ complete: z.number() }),
  }),
  align: z.looseObject({ schemaVersion: version, rows: z.array(alignmentRow) }),
  coverage: z.looseObject({ schemaVersion: version, cells: z.array(ledgerCellSchema), complete: z.number().min(0).max(1) }),
  reach: z.looseObject({
    schemaVersion: version,
    rows: z.array(
      z.looseObject({
        subnetId: text,
        service: text,
        how: z.enum(['gateway', 'interface', 'hub', 'nat', 'hub-egress', 'public', 'none', 'unknown']),
        via: mayBeUnknown,
      }),
    ),
  }),
  topology: z.looseObject({
    schemaVersion: version,
    accounts: z.array(z.looseObject({ accountId: text })),
    vpcs: z.array(z.looseObject({ vpcId: text, ownerId: text, region: text })),
    subnets: z.array(z.looseObject({ subnetId: text, vpcId: text, ownerId: text, region: text, cidr: mayBeUnknown, zoneId: mayBeUnknown })),
    endpoints: z.array(z.looseObject({ endpointId: text })),
    services: z.array(z.looseObject({ serviceId: mayBeUnknown, serviceName: text, zoneIds: texts.nullable() })),
    natGateways: z.array(z.looseObject({ natGatewayId: text })),
    connections: z.array(
      z.looseObject({
        endpointId: text,
        serviceId: mayBeUnknown,
        serviceName: mayBeUnknown,
        state: mayBeUnknown,
        seenFrom: z.array(z.enum(['consumer', 'provider'])),
        consumer: z.looseObject({ accountId: mayBeUnknown, region: mayBeUnknown, vpcId: mayBeUnknown }),
        provider: z.looseObject({ accountId: mayBeUnknown, region: mayBeUnknown }),
      }),
    ),
  }),
  cost: z.looseObject({
    schemaVersion: version,
    hoursPerMonth: z.number(),
    scopes: z.array(z.looseObject({ scope: text, region: text, today: z.looseObject(costColumn), alternatives: z.array(alternative) })),
  }),
  plan: z.looseObject({
    schemaVersion: version,
    constraints: z.looseObject({}),
    chosen: z.array(z.looseObject({ vpcId: text, service: text, how: text, zones: texts, usd })),
    steps: z.array(
      z.looseObject({
        n: z.number().int(),
        does: text,
        precheck: text,
        command: text,
        measure: text,
        wayBack: text,
        pointOfNoReturn: mayBeUnknown,
      }),
    ),
    comparison: z.looseObject({ todayUsd: usd, planUsd: usd, savingUsd: usd }),
    blockedBy: z.array(z.looseObject({ what: text })),
    proof: z.looseObject({ method: text, lowerBoundUsd: usd }),
  }),
  diff: z.looseObject({
    schemaVersion: version,
    resources: z.looseObject({
      added: z.array(z.looseObject({})),
      removed: z.array(z.looseObject({})),
      changed: z.array(z.looseObject({ kind: text, id: text, path: text })),
    }),
    connections: z.looseObject({}),
    zones: z.array(z.looseObject({})),
    findings: z.looseObject({ new: z.array(z.looseObject({})), resolved: z.array(z.looseObject({})) }),
  }),
  prices: z.looseObject({
    schemaVersion: version,
    prices: z.array(z.looseObject({ item: text, region: text, usd, unit: text, asOf: text, source: text })),
  }),
} as const;
