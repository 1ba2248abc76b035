import { useState } from 'preact/hooks';

import { useDoors } from '../doors.ts';
import { Card } from '../parts/Card.tsx';
import { Live, Notice } from '../parts/Notice.tsx';
import type { Store } from '../store.ts';

/** Bytes; a file of ours has some kB. */
const LARGEST = 1_000_000;

type Said = { readonly tone: 'good' | 'bad'; readonly title: string; readonly text: string } | null;

/** Settings to a file and back. */
export function Transfer({ store }: { readonly store: Store }) {
  const doors = useDoors();
  const [said, say] = useState<Said>(null);

  const save = async () => {
    try {
      doors.save('skerry-settings.json', (await doors.send('own.export', null)).json);
      say({ tone: 'good', title: 'Saved as skerry-settings.json', text: 'The token is not in it.' });
    } catch (error) {
      say({ tone: 'bad', title: 'Nothing was exported', text: messageOf(error) });
    }
  };
  const load = async (file: File) => {
    try {
      if (file.size > LARGEST)
        throw new Error(`${file.name} has ${file.size} bytes: a file of settings is far smaller.`);
      const answer = await doors.send('own.import', { json: await file.text() });
      if ('error' in answer) {
        say({ tone: 'bad', title: `${file.name} was not imported, nothing has changed`, text: answer.error });
        return;
      }
      store.take(answer.state);
      say({
        tone: 'good',
        title: `Imported ${file.name}`,
        text: 'Your token is as it was. Sites that the browser has to allow first are marked in Providers.',
      });
    } catch (error) {
      say({ tone: 'bad', title: `${file.name} was not imported, nothing has changed`, text: messageOf(error) });
    }
  };
  return (
    <Card
      title="Take your settings along"
      intro="As a file, for another browser or a colleague. It never holds the token, nor what you agreed to let adapters read."
    >
      <div class="actions">
        <button type="button" class="button" onClick={() => void save()}>
          Export settings
        </button>
        <label class="button file">
          Import settings …
          <input
            class="unseen"
            type="file"
            accept="application/json,.json"
            onChange={(event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (file) void load(file);
              input.value = ''; // The same file may be chosen again.
            }}
          />
        </label>
      </div>
      <Live>
        {said !== null && (
          <Notice tone={said.tone} title={said.title}>
            <p>{said.text}</p>
          </Notice>
        )}
      </Live>
    </Card>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
