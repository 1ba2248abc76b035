import { ec2 } from './ec2.ts';
import { reads } from './services.fixture.ts';

reads('ec2', ec2, {
  '/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0abc': {
    section: 'instances',
    resourceName: 'i-0abc',
    arn: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc',
  },
  '/ec2/home#Instances:instanceId=i-0abc;v=3': {
    section: 'instances',
    resourceName: 'i-0abc',
    arn: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc',
  },
  '/ec2/v2/home#Instances:instanceState=running;v=3': { section: 'instances' },
  '/ec2/home#Instances:': { section: 'instances' },
  '/ec2/home#VolumeDetails:volumeId=vol-1': {
    section: 'volumes',
    resourceName: 'vol-1',
    arn: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-1',
  },
  '/ec2/home#SecurityGroup:groupId=sg-1': {
    section: 'security-groups',
    resourceName: 'sg-1',
    arn: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1',
  },
  '/ec2/home#ImageDetails:imageId=ami-1': { section: 'images', resourceName: 'ami-1' },
  '/ec2/home#AutoScalingGroupDetails:id=shop-web;view=details': {
    section: 'auto-scaling-groups',
    resourceName: 'shop-web',
  },
  '/ec2/home#LoadBalancer:loadBalancerArn=arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc;tab=listeners':
    {
      section: 'load-balancers',
      resourceName: 'shop',
      arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc',
    },
  '/ec2/home#TargetGroup:targetGroupArn=arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-web/73e2':
    {
      section: 'target-groups',
      resourceName: 'shop-web',
      arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-web/73e2',
    },
  '/ec2/home#Home:': {},
  '/ec2/home#toString:id=1': {},
});
