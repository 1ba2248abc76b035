import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeAdapter } from '../describe.ts';
import { FOLDER, load } from './shipped.fixture.ts';

const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.adapter.yml'));

it('ships these', () => {
  expect(FILES.sort()).toEqual(
    ['argocd', 'bitbucket', 'datadog', 'gitlab', 'grafana', 'jira', 'pagerduty', 'sentry'].map(
      (name) => `${name}.adapter.yml`,
    ),
  );
});

it.each(FILES)('%s is good, is named like its file, and reads little more than the address', (file) => {
  const adapter = load(file, ['tool.example.com']);
  expect(`${adapter.name}.adapter.yml`).toBe(file);
  const fromPage = describeAdapter(adapter).filter((line) => / (text|attribute) /.test(line.replace(/.*?:/, '')));
  expect(fromPage.length).toBeLessThanOrEqual(2);
});
