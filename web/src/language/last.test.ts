import { describe, expect, it } from 'vitest';
import { latestOnly } from './last';

describe('the last request', () => {
  it('gives the result, also when an earlier answer takes longer', async () => {
    const comes = new Map<string, (answer: string) => void>();
    const passedOn: string[] = [];
    const speak = latestOnly(
      (language: string) => new Promise<string>((resolve) => comes.set(language, resolve)),
      (answer) => passedOn.push(answer),
    );
    speak('zh');
    speak('en');
    comes.get('en')?.('English');
    await Promise.resolve();
    comes.get('zh')?.('Chinese');
    await Promise.resolve();
    expect(passedOn).toEqual(['English']);
    speak('fa');
    comes.get('fa')?.('Persian');
    await Promise.resolve();
    expect(passedOn).toEqual(['English', 'Persian']);
  });
});
