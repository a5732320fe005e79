/** A QR code as the path of a picture: one unit a module, dark ones filled. */
import encodeQR from 'qr';

/** Light modules around it, without which scanners do not find it. */
const BORDER = 4;

export interface QrPicture {
  /** Its width and height. */
  readonly size: number;
  readonly path: string;
}

export function qrPicture(text: string): QrPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size: rows.length, path };
}
