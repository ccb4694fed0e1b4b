/** The part of the STS client that is used; a module of its own so that it loads only when credentials are needed. */
export { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
