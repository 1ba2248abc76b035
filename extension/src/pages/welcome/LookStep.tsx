import { useEffect, useState } from 'preact/hooks';

import { Icon } from '../../icons/index.ts';
import type { State } from '../../messages/table.ts';
import { useDoors } from '../doors.ts';
import { useGranted } from '../granted.ts';
import { Live, Notice } from '../parts/Notice.tsx';
import { sectionAddress } from '../sections.ts';
import type { Store } from '../store.ts';

export interface LookStepProps {
  readonly store: Store;
  readonly state: State;
  /** A server is connected, or the demo is on. */
  readonly ready: boolean;
  readonly done: boolean;
}

/** Any public repository will do. */
const REPOSITORY = 'https://github.com/tooljump/tooljump';
/** The page that the user opens may be in a window beside this one. */
const LOOK_EVERY_MS = 2000;

export function LookStep({ store, state, ready, done }: LookStepProps) {
  const { ask } = store;
  useEffect(() => {
    if (!ready || done) return undefined;
    const looking = setInterval(() => {
      if (document.visibilityState === 'visible') void ask('own.state', null);
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(looking);
    };
  }, [ask, ready, done]);
  return (
    <>
      <AllowSites />
      <p>Open any repository on GitHub. The bar is at the top of the page.</p>
      <div class="actions">
        <a class={ready ? 'button primary' : 'button'} href={REPOSITORY} target="_blank" rel="noopener noreferrer">
          Open a repository <Icon name="external" />
        </a>
      </div>
      <Live>{ready && <Seen state={state} />}</Live>
    </>
  );
}

/** Firefox, and Chrome where its user wants it so, leave these to the user. */
function AllowSites() {
  const doors = useDoors();
  const granted = useGranted(doors.builtIn);
  const [refused, setRefused] = useState(false);
  return (
    <Live>
      {granted === false && (
        <Notice tone="warn" title="Your browser asks you first">
          <p>It lets Skerry read GitHub and the AWS console only after you allow it.</p>
          <div class="actions">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                void doors.grant(doors.builtIn).then((is) => {
                  setRefused(!is);
                });
              }}
            >
              Allow these sites
            </button>
          </div>
          {refused && <p>It was not allowed. You can also open the popup on each page: it is read then, once.</p>}
        </Notice>
      )}
    </Live>
  );
}

/** The newest answer, or that there is none yet. */
function Seen({ state }: { readonly state: State }) {
  const newest = state.requests.toSorted((a, b) => b.at - a.at).find((note) => !note.aborted);
  if (newest === undefined) return <p class="doing">Waiting for the first page …</p>;
  if (newest.items > 0) {
    return (
      <Notice
        tone="good"
        title={newest.items === 1 ? 'It works: 1 result came' : `It works: ${newest.items} results came`}
      >
        <p>
          Choose how the bar looks in <a href={sectionAddress('display')}>Display</a>, and which other sites it reads in{' '}
          <a href={sectionAddress('providers')}>Providers</a>.
        </p>
      </Notice>
    );
  }
  if (/^2\d\d$/.test(newest.outcome)) {
    return (
      <Notice tone="plain" title="The server was asked, and has nothing for that page">
        <p>Its integrations decide what a page shows. Try another repository, or add an integration.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={`The server was asked, and gave no results (${newest.outcome})`}>
      <p>Test the connection in the step above: it says what is wrong.</p>
    </Notice>
  );
}
