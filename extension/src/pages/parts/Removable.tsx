import { useRef } from 'preact/hooks';

export interface RemovableProps {
  readonly what: string;
  readonly entries: readonly string[];
  /** Said where there are none. */
  readonly none: string;
  readonly label: (entry: string) => string;
  /** On each entry's button. */
  readonly action: string;
  readonly onRemove: (entry: string) => void;
}

/** A list of names, each with a button that takes it out. */
export function Removable({ what, entries, none, label, action, onRemove }: RemovableProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} tabIndex={-1} class="removable">
      {entries.length === 0 ? (
        <p class="empty">{none}</p>
      ) : (
        <ul class="rows" aria-label={what}>
          {entries.map((entry) => (
            <li key={entry}>
              <span class="code">{label(entry)}</span>
              <button
                type="button"
                class="button quiet"
                onClick={() => {
                  // The button goes away, and with it the keyboard's place.
                  box.current?.focus();
                  onRemove(entry);
                }}
              >
                {action}
                <span class="unseen"> {label(entry)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
