import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __OPEN_ROOT__: 'true' },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
});
