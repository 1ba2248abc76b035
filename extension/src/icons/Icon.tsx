import { drawingOf } from './names.ts';

export interface IconProps {
  readonly name: string;
  /** What it says where no text beside it says so; without one the icon decorates, and is hidden from assistive technology. */
  readonly label?: string;
}

/** One em high, in the colour of the text. Nothing for a name that is not known. */
export function Icon({ name, label }: IconProps) {
  const drawing = drawingOf(name);
  if (drawing === null) return null;
  const meaning =
    label === undefined ? { 'aria-hidden': 'true' as const } : { role: 'img' as const, 'aria-label': label };
  if (drawing.kind === 'emoji') {
    return (
      <span class="sk-icon" {...meaning}>
        {drawing.text}
      </span>
    );
  }
  const paint =
    drawing.kind === 'area'
      ? { fill: 'currentColor' }
      : ({
          fill: 'none',
          stroke: 'currentColor',
          'stroke-width': 2,
          'stroke-linecap': 'round',
          'stroke-linejoin': 'round',
        } as const);
  return (
    <svg class="sk-icon" viewBox="0 0 24 24" width="1em" height="1em" focusable="false" {...meaning} {...paint}>
      <path d={drawing.path} />
    </svg>
  );
}
