import type { ServiceCollector } from './service.ts';

/** `/apigateway/main/apis/ID/resources?api=ID`, `/apigateway/home#/apis/ID/stages`. Without an ARN: the address does not
 * tell REST from HTTP. */
export const apiGateway: ServiceCollector = ({ path, hash, url }) => {
  if (path[0] !== 'apigateway') return null;
  const parts = hash.parts.length > 0 ? hash.parts : path.slice(path[1] === 'main' ? 2 : 1);
  const id = [url.searchParams.get('api') ?? '', parts[1] ?? ''].find((one) => /^[a-z0-9]{10}$/.test(one));
  const section = id !== undefined || parts[0] === 'apis' ? 'apis' : undefined;
  return { name: 'apigateway', section, resourceName: id };
};
