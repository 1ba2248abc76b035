/** The name of the demo's part that says "this is a demo". The bar opens the options for its item: their address is none
 * that a page could link to. */
export const DEMO_NOTE = 'skerry-demo';
