import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qrPicture } from './qr';

const PIXELS_A_MODULE = 4;

/** Draws it as a screen would: white, with what the path fills in black. */
function pixelsOf({ size, path }: ReturnType<typeof qrPicture>) {
  const side = size * PIXELS_A_MODULE;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < PIXELS_A_MODULE; dy++) {
      for (let dx = 0; dx < PIXELS_A_MODULE; dx++) {
        const at = (Number(y) * PIXELS_A_MODULE + dy) * side + Number(x) * PIXELS_A_MODULE + dx;
        data.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return { width: side, height: side, data };
}

describe('the QR code', () => {
  it('reads as what was put into it', () => {
    const uri =
      'otpauth://totp/FlowEx:somebody%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=FlowEx&algorithm=SHA1&digits=6&period=30';
    expect(decodeQR(pixelsOf(qrPicture(uri)))).toBe(uri);
  });
});
