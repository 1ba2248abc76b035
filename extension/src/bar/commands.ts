/** What the browser's keyboard shortcuts ask of the bar. */

export type Command = 'focus' | 'palette' | 'palette-closed';

export interface Commands {
  readonly give: (command: Command) => void;
  /** Answers the way to stop. A command that nobody took waits for the first who does. */
  readonly take: (taker: (command: Command) => void) => () => void;
}

export function commandsOf(): Commands {
  let taker: ((command: Command) => void) | null = null;
  let waiting: Command | null = null;
  return {
    give(command) {
      if (taker === null) waiting = command;
      else taker(command);
    },
    take(next) {
      taker = next;
      if (waiting !== null) next(waiting);
      waiting = null;
      return () => {
        if (taker === next) taker = null;
      };
    },
  };
}
