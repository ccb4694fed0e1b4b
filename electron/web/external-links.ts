/** Which pages the app may open in the person's browser. */

/** AWS's own sites, in every partition; a name must be one of these or end in a dot and one of these. */
const hosts = ['aws.amazon.com', 'amazonaws-us-gov.com', 'amazonaws.cn', 'amazonaws-eusc.eu', 'awsapps.com'];

/**
 * True for https pages of AWS. Compared by parsed host name, never by the start
 * of the text: `https://aws.amazon.com.example/` is another site.
 */
export function isAwsPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return false;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
