import type { RequestNote } from '../../messages/table.ts';
import { hostName } from '../host.ts';
import { Card } from '../parts/Card.tsx';
import type { Store } from '../store.ts';

export interface RequestsProps {
  readonly store: Store;
  readonly requests: readonly RequestNote[];
}

/** What the server was asked lately. */
export function Requests({ store, requests }: RequestsProps) {
  return (
    <Card
      title="Last requests"
      intro="What the server was asked since the browser started, the newest first. When the first result and when all had come is in milliseconds."
      aside={
        <button type="button" class="button" onClick={() => void store.ask('own.state', null)}>
          Refresh
        </button>
      }
    >
      {requests.length === 0 ? (
        <p class="empty">Nothing was asked yet. Open a page that Skerry reads.</p>
      ) : (
        <div class="scroll" role="region" aria-label="Table of the last requests" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Address</th>
                <th scope="col">Outcome</th>
                <th scope="col" class="number">
                  First
                </th>
                <th scope="col" class="number">
                  All
                </th>
                <th scope="col" class="number">
                  Results
                </th>
              </tr>
            </thead>
            <tbody>
              {requests
                .toSorted((a, b) => b.at - a.at)
                .map((note, index) => (
                  <Row key={`${note.at} ${index}`} note={note} />
                ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Row({ note }: { readonly note: RequestNote }) {
  return (
    <tr>
      <td>
        <time dateTime={new Date(note.at).toISOString()}>{new Date(note.at).toLocaleTimeString()}</time>
      </td>
      <td class="code address" title={note.url}>
        {hostName(note.url)}
      </td>
      <td>{note.aborted ? 'page was left' : note.outcome}</td>
      <td class="number">{note.first === null ? '–' : Math.round(note.first)}</td>
      <td class="number">{Math.round(note.total)}</td>
      <td class="number">{note.items}</td>
    </tr>
  );
}
