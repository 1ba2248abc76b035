/** Small drawings of the bar. They only decorate: what they show is said beside them. */

import { Icon } from '../../icons/index.ts';
import type { Mode, Theme } from '../../settings/model.ts';

/** A page with the bar in it. */
export function PagePicture({ mode }: { readonly mode: Mode }) {
  return (
    <span class={`page-picture ${mode}`}>
      <span class="page-bar" />
      <span class="page-line" />
      <span class="page-line short" />
      <span class="page-line" />
    </span>
  );
}

/** A piece of the bar in the colours of a theme. */
export function BarPicture({ theme }: { readonly theme: Theme }) {
  if (theme === 'system') {
    return (
      <span class="theme-pair">
        <span class="theme-preview" data-theme="light">
          <Live />
        </span>
        <span class="theme-preview" data-theme="dark">
          <Logs />
        </span>
      </span>
    );
  }
  return (
    <span class="theme-preview" data-theme={theme}>
      <Live />
      <Logs />
    </span>
  );
}

function Live() {
  return (
    <span class="preview-item success">
      <Icon name="success" /> live
    </span>
  );
}

function Logs() {
  return (
    <span class="preview-item link">
      <Icon name="logs" /> Logs
    </span>
  );
}
