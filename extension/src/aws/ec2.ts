import { arn, arnOf } from './arn.ts';
import type { ConsolePage } from './place.ts';
import type { Service, ServiceCollector } from './service.ts';

interface Kind {
  readonly section: string;
  /** The value of the hash that holds the id. */
  readonly key: string;
  /** What ARNs call it. Undefined: the ARN holds more than the page's address tells. */
  readonly type?: string;
}

/** By the first word of the hash. */
const KINDS: Readonly<Record<string, Kind>> = {
  Instance: { section: 'instances', key: 'instanceId', type: 'instance' },
  InstanceDetails: { section: 'instances', key: 'instanceId', type: 'instance' },
  Instances: { section: 'instances', key: 'instanceId', type: 'instance' },
  VolumeDetails: { section: 'volumes', key: 'volumeId', type: 'volume' },
  Volumes: { section: 'volumes', key: 'volumeId', type: 'volume' },
  SecurityGroup: { section: 'security-groups', key: 'groupId', type: 'security-group' },
  SecurityGroups: { section: 'security-groups', key: 'groupId', type: 'security-group' },
  LaunchTemplateDetails: { section: 'launch-templates', key: 'launchTemplateId', type: 'launch-template' },
  LaunchTemplates: { section: 'launch-templates', key: 'launchTemplateId', type: 'launch-template' },
  ImageDetails: { section: 'images', key: 'imageId' },
  Images: { section: 'images', key: 'imageId' },
  AutoScalingGroupDetails: { section: 'auto-scaling-groups', key: 'id' },
  AutoScalingGroups: { section: 'auto-scaling-groups', key: 'id' },
  LoadBalancer: { section: 'load-balancers', key: 'loadBalancerArn' },
  LoadBalancers: { section: 'load-balancers', key: 'loadBalancerArn' },
  TargetGroup: { section: 'target-groups', key: 'targetGroupArn' },
  TargetGroups: { section: 'target-groups', key: 'targetGroupArn' },
};

/** `/ec2/home#InstanceDetails:instanceId=i-0`. */
export const ec2: ServiceCollector = (page) => {
  if (page.path[0] !== 'ec2') return null;
  const [place = ''] = page.hash.parts[0]?.split(':') ?? [];
  const kind = Object.hasOwn(KINDS, place) ? KINDS[place] : undefined;
  return kind === undefined ? { name: 'ec2' } : { name: 'ec2', section: kind.section, ...resource(page, kind) };
};

function resource(page: ConsolePage, { key, type }: Kind): Partial<Service> {
  const id = page.hash.values.get(key);
  // A list's filter may hold several ids, or a part of one.
  if (!id || !/^[\w.:/-]+$/.test(id)) return {};
  const given = arnOf(id);
  if (given !== null) return { resourceName: nameOf(given.resource), arn: given.text };
  return { resourceName: id, arn: type && arn(page, 'ec2', `${type}/${id}`) };
}

/** `loadbalancer/app/NAME/ID`, `targetgroup/NAME/ID`: the name is before the id. */
function nameOf(resource: string): string {
  return resource.split('/').at(-2) ?? resource;
}
