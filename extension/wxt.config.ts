import JSZip from 'jszip';
import { defineConfig } from 'wxt';

/** A page that the extension reads without being asked for it: what ToolJump reads too. */
const BUILT_IN_SITES = ['https://github.com/*', 'https://*.console.aws.amazon.com/*'];

/** Everything of ours comes from the package; requests go to the server only, which may be any (`http:` on loopback). */
const EXTENSION_PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The same sources make the same archive: JSZip would write the time of the build into it, and files come to it in the
 * order in which the disk told their names. */
function steadyArchives(): void {
  const zip = JSZip as unknown as { defaults: { date: Date }; prototype: JSZip };
  zip.defaults.date = new Date(Date.UTC(1980, 0, 1));
  // eslint-disable-next-line @typescript-eslint/unbound-method -- applied below
  const write = zip.prototype.generateNodeStream;
  zip.prototype.generateNodeStream = function (...options) {
    const byName = Object.entries(this.files).sort(([one], [other]) => (one < other ? -1 : 1));
    this.files = Object.fromEntries(byName);
    return write.apply(this, options);
  };
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  outDir: process.env['SKERRY_OUT'] ?? '.output',
  hooks: { 'zip:start': steadyArchives },
  zip: { excludeSources: ['test-results/**', 'playwright-report/**'] },
  // `__OPEN_ROOT__`: the bar's shadow root is closed in every build that ships; tests that look inside open it.
  vite: () => ({
    define: { __OPEN_ROOT__: JSON.stringify(process.env['SKERRY_OPEN_ROOT'] === '1') },
    build: { sourcemap: false },
  }),
  manifest: ({ browser }) => ({
    name: 'Skerry',
    description: "Your team's own links and insights, inside the pages you already work in.",
    permissions: ['scripting', 'storage', 'activeTab'],
    // Asked for with the server's origin: only this API tells a bad certificate from a server that is down.
    optional_permissions: ['webRequest'],
    host_permissions: BUILT_IN_SITES,
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
    content_scripts: [{ matches: BUILT_IN_SITES, js: ['reader.js'], run_at: 'document_start' }],
    content_security_policy: { extension_pages: EXTENSION_PAGES_POLICY },
    // In the page as a frame; at an address that no page can foresee, so that none finds out that the extension is there.
    // Firefox has such addresses for everything, and does not know the key.
    web_accessible_resources: [
      {
        resources: ['palette.html'],
        matches: ['https://*/*'],
        ...(browser !== 'firefox' && { use_dynamic_url: true }),
      },
    ],
    commands: {
      'focus-bar': { suggested_key: { default: 'Alt+Shift+S' }, description: 'Put the keyboard into the bar' },
      'open-palette': { suggested_key: { default: 'Alt+Shift+K' }, description: "Search all of this page's results" },
    },
    ...(browser !== 'firefox' && {
      minimum_chrome_version: '120',
      storage: { managed_schema: 'managed_schema.json' },
    }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'skerry@skerry.invalid',
          strict_min_version: '142.0',
          // The token, addresses of pages and what is read of them: all to the user's own server, and nowhere else.
          data_collection_permissions: { required: ['authenticationInfo', 'browsingActivity', 'websiteContent'] },
        },
      },
    }),
  }),
});
