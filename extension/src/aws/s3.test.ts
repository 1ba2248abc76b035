import { s3 } from './s3.ts';
import { reads } from './services.fixture.ts';

reads('s3', s3, {
  '/s3/buckets/shop-files?region=eu-west-1&tab=objects': {
    section: 'buckets',
    resourceName: 'shop-files',
    arn: 'arn:aws:s3:::shop-files',
  },
  '/s3/buckets/shop-files?prefix=in/2026/&showversions=false': {
    section: 'buckets',
    resourceName: 'shop-files',
    arn: 'arn:aws:s3:::shop-files',
    objectPath: 'in/2026/',
  },
  '/s3/object/shop-files?prefix=in/a%20b.csv': {
    section: 'buckets',
    resourceName: 'shop-files',
    arn: 'arn:aws:s3:::shop-files',
    objectPath: 'in/a b.csv',
  },
  '/s3/upload/shop-files': { section: 'buckets', resourceName: 'shop-files', arn: 'arn:aws:s3:::shop-files' },
  'https://cn-north-1.console.amazonaws.cn/s3/buckets/shop-files': {
    section: 'buckets',
    resourceName: 'shop-files',
    arn: 'arn:aws-cn:s3:::shop-files',
  },
  '/s3/buckets/fast--euw1-az1--x-s3?bucketType=directory': { section: 'buckets', resourceName: 'fast--euw1-az1--x-s3' },
  '/s3/buckets/shop-files?prefix=': { section: 'buckets', resourceName: 'shop-files', arn: 'arn:aws:s3:::shop-files' },
  '/s3/buckets': { section: 'buckets' },
  '/s3/home': {},
});
