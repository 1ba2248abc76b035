import { sqs } from './sqs.ts';
import { reads } from './services.fixture.ts';

reads('sqs', sqs, {
  '/sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F210987654321%2Forders.fifo': {
    section: 'queues',
    resourceName: 'orders.fifo',
    arn: 'arn:aws:sqs:eu-west-1:210987654321:orders.fifo',
  },
  '/sqs/v3/home#/queues/https%3A%2F%2Fsqs.cn-north-1.amazonaws.com.cn%2F210987654321%2Forders': {
    section: 'queues',
    resourceName: 'orders',
    arn: 'arn:aws-cn:sqs:cn-north-1:210987654321:orders',
  },
  '/sqs/v3/home#/queues/https%3A%2F%2Fevil.example%2F210987654321%2Forders': { section: 'queues' },
  '/sqs/v3/home#/queues': { section: 'queues' },
  '/sqs/v3/home#/create-queue': {},
});
