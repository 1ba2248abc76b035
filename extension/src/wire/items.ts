/** Items as the bar draws them: decoded strictly in the worker, whatever a server says. */

export type Status = 'important' | 'relevant' | 'success' | 'none';

interface Common {
  /** At most 10,000 characters. */
  readonly content: string;
  readonly status: Status;
  readonly icon?: string;
  /** 1 to 500 characters. */
  readonly tooltip?: string;
}

export interface Entry extends Common {
  /** http, https or mailto; absent where the server's was none of these: then it is text. */
  readonly href?: string;
}

export interface TextItem extends Common {
  readonly type: 'text';
}

export interface LinkItem extends Common {
  readonly type: 'link';
  readonly href?: string;
}

export interface DropdownItem extends Common {
  readonly type: 'dropdown';
  readonly href?: string;
  readonly items: readonly Entry[];
}

export type Item = TextItem | LinkItem | DropdownItem;
