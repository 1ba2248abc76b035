/** The text of types.ts for the schema as it is. */
export declare function types(): Promise<string>;
