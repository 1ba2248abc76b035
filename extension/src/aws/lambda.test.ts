import { lambda } from './lambda.ts';
import { reads } from './services.fixture.ts';

reads('lambda', lambda, {
  '/lambda/home?region=eu-west-1#/functions/shop-mail?tab=code': {
    section: 'functions',
    resourceName: 'shop-mail',
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:shop-mail',
  },
  '/lambda/home#/functions/shop-mail/versions/3?tab=configure': {
    section: 'functions',
    resourceName: 'shop-mail',
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:shop-mail',
  },
  '/lambda/home#/functions/shop-mail:live': {
    section: 'functions',
    resourceName: 'shop-mail',
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:shop-mail',
  },
  '/lambda/home#/functions': { section: 'functions' },
  '/lambda/home#/functions?fo=and&o0=%3A': { section: 'functions' },
  '/lambda/home#/layers': { section: 'layers' },
  '/lambda/home#/discover': {},
  '/lambda/home': {},
});
