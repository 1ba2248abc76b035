/** What the bar can ask of the world outside. One object, so that a page of fakes can draw the bar as well. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Place } from '../settings/model.ts';

export interface Outside {
  /** Asks the server again. */
  readonly retry: () => void;
  readonly openSettings: () => Promise<unknown>;
  readonly hide: (integration: string) => Promise<unknown>;
  readonly keepPlace: (place: Place) => Promise<unknown>;
  /** The address of a palette frame. */
  readonly palette: () => Promise<string>;
  /** Whether it could be copied. */
  readonly copy: (text: string) => Promise<boolean>;
}

const OutsideContext = createContext<Outside | null>(null);

export const OutsideProvider = OutsideContext.Provider;

export function useOutside(): Outside {
  const outside = useContext(OutsideContext);
  if (outside === null) throw new Error('the bar is drawn inside an OutsideProvider');
  return outside;
}
