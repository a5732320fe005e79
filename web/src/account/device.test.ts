import { describe, expect, it } from 'vitest';
import { deviceOf } from './device';

describe('a device', () => {
  it('is called by its browser and system', () => {
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36')).toEqual({
      browser: 'Chrome',
      system: 'Linux',
    });
    expect(
      deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'),
    ).toEqual({ browser: 'Edge', system: 'Windows' });
    expect(
      deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1'),
    ).toEqual({ browser: 'Safari', system: 'iOS' });
    expect(deviceOf('Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0')).toEqual({
      browser: 'Firefox',
      system: 'Android',
    });
    expect(deviceOf('curl/8.14.1')).toEqual({ browser: 'curl', system: null });
  });

  it('may be unknown', () => {
    expect(deviceOf('')).toBeNull();
    expect(deviceOf('<script>alert(1)</script>')).toBeNull();
  });
});
