import { useId } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

export interface SwitchProps {
  readonly label: ComponentChildren;
  readonly description?: ComponentChildren;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
}

/** A label with a switch at its end; the whole row can be clicked. */
export function Switch({ label, description, on, onChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <div class="switch-words">
        <label for={id}>{label}</label>
        {description !== undefined && (
          <div class="hint" id={`${id}-hint`}>
            {description}
          </div>
        )}
      </div>
      <input
        id={id}
        class="switch"
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        aria-describedby={description === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const asked = event.currentTarget.checked;
          // It shows the state, and the state did not change yet.
          event.currentTarget.checked = on;
          onChange(asked);
        }}
      />
    </div>
  );
}
