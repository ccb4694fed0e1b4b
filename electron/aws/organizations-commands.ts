/** The part of the Organizations client that is used; a module of its own so that it loads only when an organisation is scanned. */
export { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
