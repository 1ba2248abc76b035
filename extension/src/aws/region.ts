import { REGION, type Session } from './account.ts';

/** The region of the page: of its host, else of its address, else of the session. Services without one have none:
 * unlike ToolJump we do not say `us-east-1` for them. */
export function regionOf(url: URL, session: Session): string | undefined {
  const named = [...url.hostname.split('.'), url.searchParams.get('region') ?? ''].find((part) => REGION.test(part));
  return named ?? session.region;
}

/** The first part of ARNs, which follows from the region. */
export function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn';
  if (region?.startsWith('us-gov-')) return 'aws-us-gov';
  if (region?.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}
