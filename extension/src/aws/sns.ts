import { arnOf } from './arn.ts';
import type { ServiceCollector } from './service.ts';

/** `/sns/v3/home#/topic/ARN`, and the subscriptions of a topic. */
export const sns: ServiceCollector = ({ path, hash }) => {
  if (path[0] !== 'sns') return null;
  const [place = '', text] = hash.parts;
  const section = { topic: 'topics', topics: 'topics', subscription: 'subscriptions', subscriptions: 'subscriptions' };
  if (!Object.hasOwn(section, place)) return { name: 'sns' };
  const found = arnOf(text);
  const topic = found?.service === 'sns' ? found : null;
  return {
    name: 'sns',
    section: section[place as keyof typeof section],
    // A subscription is named by its topic; its own id means nothing to anybody.
    resourceName: topic?.resource.split(':')[0],
    arn: topic?.text,
  };
};
