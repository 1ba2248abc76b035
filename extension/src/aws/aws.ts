/** The AWS console.
 *
 *     place    where a page is: path and hash, decoded
 *     account  region  arn: what holds for all services
 *     lambda  dynamodb  s3  ec2  ecs  rds  sqs  sns  cloudwatch  step-functions  api-gateway: a collector each
 */

import { cleanUrl } from '../context/clean-url.ts';
import { merge } from '../context/merge.ts';
import type { Page, PageReader } from '../context/model.ts';
import { sessionOf } from './account.ts';
import { apiGateway } from './api-gateway.ts';
import { cloudwatch } from './cloudwatch.ts';
import { dynamodb } from './dynamodb.ts';
import { ec2 } from './ec2.ts';
import { ecs } from './ecs.ts';
import { lambda } from './lambda.ts';
import { hashOf, pathOf, type ConsolePage } from './place.ts';
import { rds } from './rds.ts';
import { regionOf } from './region.ts';
import { s3 } from './s3.ts';
import type { Service, ServiceCollector } from './service.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { stepFunctions } from './step-functions.ts';

const COLLECTORS: readonly ServiceCollector[] = [
  ...[lambda, dynamodb, s3, ec2, ecs, rds, sqs, sns, cloudwatch, stepFunctions, apiGateway],
];

export const aws: PageReader = {
  name: 'aws',
  open: ['global', 'scope', 'service.arn'],
  read: (page) => {
    const place = placeOf(page);
    const { account, region } = place;
    const service = serviceOf(place);
    const facts = merge(account ? { global: { accountId: account } } : null, region ? { scope: { region } } : null);
    return { ...facts, ...merge(service && { service }), type: 'aws', url: cleanUrl(page.url) };
  },
};

function placeOf({ url, document }: Page): ConsolePage {
  const session = sessionOf(url, document);
  const region = regionOf(url, session);
  return { url, document, path: pathOf(url), hash: hashOf(url), account: session.account, region };
}

function serviceOf(page: ConsolePage): Service | null {
  for (const collect of COLLECTORS) {
    const service = collect(page);
    if (service !== null) return service;
  }
  // Of any other service its name in the address is told: `iam`, `vpcconsole`.
  const [name = '', ...rest] = page.path;
  return rest.length > 0 && name !== 'console' && /^[a-z][a-z0-9-]{1,40}$/.test(name) ? { name } : null;
}
