/**
 * The script for people who may not hand out credentials: it calls the AWS CLI,
 * reads only, and writes the folder that `importPaths` reads.
 */
import { type Operation, operations } from '#shared/model/operation.ts';
import { kebab } from './operation-name.ts';
import { isRegionName } from './places.ts';

/**
 * A bash script (3.2 and newer) that collects every operation of the
 * catalogue. `regions` are read when the script is called without `--region`;
 * with none given it reads the Region of the profile. Throws on what is no
 * Region name, because it would become part of a script.
 */
export function collectorScript(regions: readonly string[]): string {
  const wrong = regions.find((region) => !isRegionName(region));
  if (wrong !== undefined) throw new Error(`not a Region: ${JSON.stringify(wrong)}`);
  const plain = [...operations.values()].filter((operation) => operation.scope === 'region' && isPlain(operation));
  return `${[head(regions), helpers, regionPart(plain.map(commandOf)), accountPart, main].join('\n\n')}\n`;
}

/** Whether one call without arguments answers for the whole Region. */
function isPlain(operation: Operation): boolean {
  return !operation.fanOut || operation.operation === 'DescribeTargetGroups';
}

/** `ec2 describe-vpcs`. */
function commandOf(operation: Operation): string {
  const service = operation.action.slice(0, operation.action.indexOf(':'));
  return `${service === 'elasticloadbalancing' ? 'elbv2' : service} ${kebab(operation.operation)}`;
}

function head(regions: readonly string[]): string {
  return `#!/usr/bin/env bash
# Linkscape collector. Reads AWS with the AWS CLI and writes one folder per account and Region:
#   <output>/<account>/<region>/describe-vpcs.json, ...
# It only describes, lists, gets and searches; it changes nothing and stores no credentials.
# A call that fails leaves <name>.error with what the AWS CLI said; the others go on.
#
# Usage: collector.sh [--profile NAME]... [--region REGION]... [--all-regions] [--output FOLDER]
# Then:  linkscape import FOLDER -o estate.linkscape
set -u
umask 077
export AWS_PAGER="" AWS_RETRY_MODE=adaptive AWS_MAX_ATTEMPTS=8
unset AWS_DEFAULT_OUTPUT

default_regions="${regions.join(' ')}"
output=linkscape-collected
all_regions=no
regions=""
profiles=()
profile=""
failed=0`;
}

const helpers = `die() { echo "$1" >&2; exit 1; }

cli() {
  if [ -n "$profile" ]; then aws --profile "$profile" --output json "$@"; else aws --output json "$@"; fi
}

# collect NAME ARGUMENTS...: the answer goes to NAME.json, the error to NAME.error
collect() {
  local name="$1"
  shift
  rm -f "$name.json" "$name.error"
  if cli "$@" >"$scratch/answer" 2>"$scratch/error"; then
    cp "$scratch/answer" "$name.json"
  else
    cp "$scratch/error" "$name.error"
    failed=$((failed + 1))
    echo "  failed: $1 $2 (see $name.error)" >&2
  fi
}

# collect_one NAME ARGUMENTS...: like collect, and keeps the command line, which says what the answer is about
collect_one() {
  local name="$1"
  shift
  collect "$name" "$@"
  if [ -f "$name.json" ]; then
    [ -s "$scratch/answer" ] || echo null >"$scratch/answer"
    { printf '{"command":"aws %s","output":' "$*"; cat "$scratch/answer"; printf '}\\n'; } >"$name.json"
  fi
}

# ids FIELD FILES...: the values of a field, each once
ids() {
  local field="$1"
  shift
  cat "$@" 2>/dev/null | grep -o "\\"$field\\": *\\"[^\\"]*\\"" | sed 's/.*: *"//; s/"$//' | sort -u
}`;

function regionPart(plain: readonly string[]): string {
  const calls = plain.map((command) => `  collect "$dir/${command.split(' ')[1] ?? ''}" ${command} --region "$region"`).join('\n');
  return `collect_region() {
  local region="$1" dir="$2/$1" id count
  mkdir -p "$dir" || die "cannot write $dir"
  echo "  $region" >&2
${calls}
  for id in $(ids VpcId "$dir/describe-vpcs.json"); do
    collect_one "$dir/describe-vpc-attribute.$id.dns-support" ec2 describe-vpc-attribute --region "$region" --vpc-id "$id" --attribute enableDnsSupport
    collect_one "$dir/describe-vpc-attribute.$id.dns-hostnames" ec2 describe-vpc-attribute --region "$region" --vpc-id "$id" --attribute enableDnsHostnames
    collect_one "$dir/list-hosted-zones-by-vpc.$id" route53 list-hosted-zones-by-vpc --vpc-id "$id" --vpc-region "$region"
  done
  for id in $(ids ServiceId "$dir/describe-vpc-endpoint-service-configurations.json"); do
    collect_one "$dir/describe-vpc-endpoint-service-permissions.$id" ec2 describe-vpc-endpoint-service-permissions --region "$region" --service-id "$id"
  done
  # Lists that rules or routes name and whose blocks no answer told.
  ids PrefixListId "$dir/describe-prefix-lists.json" >"$scratch/told"
  for id in $(ids '\\(Destination\\)\\{0,1\\}PrefixListId' "$dir/describe-security-groups.json" "$dir/describe-route-tables.json"); do
    grep -qx "$id" "$scratch/told" || collect_one "$dir/get-managed-prefix-list-entries.$id" ec2 get-managed-prefix-list-entries --region "$region" --prefix-list-id "$id"
  done
  for id in $(ids TransitGatewayRouteTableId "$dir/describe-transit-gateway-route-tables.json"); do
    collect_one "$dir/search-transit-gateway-routes.$id" ec2 search-transit-gateway-routes --region "$region" --transit-gateway-route-table-id "$id" --filters Name=state,Values=active,blackhole
  done
  count=0
  for id in $(ids LoadBalancerArn "$dir/describe-load-balancers.json"); do
    count=$((count + 1))
    collect_one "$dir/describe-load-balancer-attributes.$count" elbv2 describe-load-balancer-attributes --region "$region" --load-balancer-arn "$id"
    collect_one "$dir/describe-listeners.$count" elbv2 describe-listeners --region "$region" --load-balancer-arn "$id"
  done
  count=0
  for id in $(ids TargetGroupArn "$dir/describe-target-groups.json"); do
    count=$((count + 1))
    collect_one "$dir/describe-target-group-attributes.$count" elbv2 describe-target-group-attributes --region "$region" --target-group-arn "$id"
    collect_one "$dir/describe-target-health.$count" elbv2 describe-target-health --region "$region" --target-group-arn "$id"
  done
  for id in $(ids Id "$dir/list-profiles.json"); do
    collect_one "$dir/list-profile-resource-associations.$id" route53profiles list-profile-resource-associations --region "$region" --profile-id "$id"
  done
  count=0
  for id in $(ids FirewallArn "$dir/list-firewalls.json"); do
    count=$((count + 1))
    collect_one "$dir/describe-firewall.$count" network-firewall describe-firewall --region "$region" --firewall-arn "$id"
  done
}`;
}

const accountPart = `collect_account() {
  local account root region id wanted
  cli sts get-caller-identity >"$scratch/identity" 2>"$scratch/error" || { cat "$scratch/error" >&2; echo "cannot sign in\${profile:+ with profile $profile}" >&2; failed=$((failed + 1)); return; }
  account=$(ids Account "$scratch/identity")
  [ -n "$account" ] || { echo "no account in the answer of get-caller-identity" >&2; failed=$((failed + 1)); return; }
  root="$output/$account"
  mkdir -p "$root/global" || die "cannot write $root"
  cp "$scratch/identity" "$root/get-caller-identity.json"
  echo "account $account\${profile:+ (profile $profile)}" >&2
  wanted="\${regions:-$default_regions}"
  [ -n "$wanted" ] || wanted="\${AWS_REGION:-\${AWS_DEFAULT_REGION:-$(cli configure get region 2>/dev/null | tr -d '"')}}"
  region=$(set -- $wanted; echo "\${1:-us-east-1}")
  collect "$root/global/describe-regions" ec2 describe-regions --region "$region"
  collect "$root/global/list-account-aliases" iam list-account-aliases --region "$region"
  [ "$all_regions" = no ] || wanted=$(ids RegionName "$root/global/describe-regions.json")
  [ -n "$wanted" ] || { echo "no Region: give --region" >&2; failed=$((failed + 1)); return; }
  for region in $wanted; do collect_region "$region" "$root"; done
  # Only zones of this account: the records of others cannot be read.
  cli route53 list-hosted-zones >"$scratch/zones" 2>/dev/null || : >"$scratch/zones"
  for id in $(ids HostedZoneId "$root"/*/list-hosted-zones-by-vpc.*.json); do
    id="\${id##*/}"
    grep -q "/hostedzone/$id\\"" "$scratch/zones" || continue
    collect_one "$root/global/list-resource-record-sets.$id" route53 list-resource-record-sets --hosted-zone-id "$id"
  done
}`;

const main = `while [ $# -gt 0 ]; do
  case "$1" in
    --profile) [ $# -gt 1 ] || die "--profile needs a name"; profiles+=("$2"); shift 2 ;;
    --region) [ $# -gt 1 ] || die "--region needs a name"; regions="$regions $2"; shift 2 ;;
    --output) [ $# -gt 1 ] || die "--output needs a folder"; output="$2"; shift 2 ;;
    --all-regions) all_regions=yes; shift ;;
    *) die "unknown argument $1 (see the head of this script)" ;;
  esac
done
command -v aws >/dev/null 2>&1 || die "the AWS CLI (aws) is not installed"
scratch=$(mktemp -d) || die "cannot make a temporary folder"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$output" || die "cannot write $output"

if [ \${#profiles[@]} -eq 0 ]; then
  collect_account
else
  for profile in "\${profiles[@]}"; do collect_account; done
fi
echo "done: $output ($failed calls failed)" >&2`;
