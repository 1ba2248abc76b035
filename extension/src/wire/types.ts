export interface MatchRule { type: string; context: Record<string, unknown> }
