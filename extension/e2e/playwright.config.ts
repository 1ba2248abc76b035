import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  timeout: 30_000,
  expect: { timeout: 10_000 },
  workers: 1, // what is timed must not wait for another browser
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  globalSetup: './support/builds.ts',
});
