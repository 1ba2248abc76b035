/** How two screenshots differ. */

import type { Page } from '@playwright/test';

export interface Difference {
  /** Of either: how many pixels are not the same in both. */
  readonly pixels: number;
  /** The largest difference of one of a pixel's colours, 0 to 255. */
  readonly most: number;
  /** Where, in pixels of the pictures; null where nothing differs. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number] | null;
}

/** `page` is only needed to decode them: no policy may keep it from it. */
export async function difference(page: Page, one: Buffer, other: Buffer): Promise<Difference> {
  return page.evaluate(
    async (pictures) => {
      const decoded = pictures.map(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        canvas?.drawImage(bitmap, 0, 0);
        return canvas?.getImageData(0, 0, bitmap.width, bitmap.height) ?? null;
      });
      const [first, second] = await Promise.all(decoded);
      if (!first || second?.width !== first.width || second.height !== first.height) {
        throw new Error('the pictures have not the same size');
      }
      let [pixels, most] = [0, 0];
      let [left, top, right, bottom] = [first.width, first.height, 0, 0];
      for (let at = 0; at < first.data.length; at += 4) {
        const apart = Math.max(
          ...[0, 1, 2].map((n) => Math.abs((first.data[at + n] ?? 0) - (second.data[at + n] ?? 0))),
        );
        if (apart === 0) continue;
        const [x, y] = [(at / 4) % first.width, Math.floor(at / 4 / first.width)];
        pixels += 1;
        most = Math.max(most, apart);
        [left, top] = [Math.min(left, x), Math.min(top, y)];
        [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
      }
      const box: [number, number, number, number] | null = pixels === 0 ? null : [left, top, right, bottom];
      return { pixels, most, box };
    },
    [one.toString('base64'), other.toString('base64')],
  );
}
