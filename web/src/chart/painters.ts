/** Indicators that are no curves: they paint themselves. */
import type { IndicatorDrawParams } from 'klinecharts';
import { volumeProfile, type Averaged, type Bar } from './bars';
import type { Palette } from './palette';

type Params<D = unknown> = IndicatorDrawParams<D, unknown, unknown>;

/** The part of the pane that the largest volume reaches up to, and the largest row of the profile across. */
const VOLUME_SHARE = 0.18;
const PROFILE_SHARE = 0.3;

const inSight = ({ chart }: Params): readonly (readonly [Bar, number])[] => {
  const bars = chart.getDataList() as unknown as readonly Bar[];
  const { from, to } = chart.getVisibleRange();
  return bars.slice(from, to).map((bar, at) => [bar, from + at]);
};

/** Bars of volume at the foot of the prices. */
export const paintVolume =
  ({ upFaint, downFaint }: Palette) =>
  (params: Params): boolean => {
    const { ctx, chart, bounding, xAxis } = params;
    const seen = inSight(params);
    const most = Math.max(...seen.map(([{ volume }]) => volume), 0) || 1;
    const { gapBar, halfGapBar } = chart.getBarSpace();
    for (const [{ open, close, volume }, at] of seen) {
      const height = (volume / most) * bounding.height * VOLUME_SHARE;
      ctx.fillStyle = close >= open ? upFaint : downFaint;
      ctx.fillRect(xAxis.convertToPixel(at) - halfGapBar, bounding.height - height, Math.max(1, gapBar), height);
    }
    return true;
  };

/** Volume by price of the candles in sight, from the right. */
export const paintProfile =
  ({ accentFaint, upFaint }: Palette, rows: number) =>
  (params: Params): boolean => {
    const { ctx, bounding, yAxis } = params;
    const profile = volumeProfile(
      inSight(params).map(([bar]) => bar),
      rows,
    );
    const most = Math.max(...profile.map(({ volume }) => volume), 0) || 1;
    for (const { from, to, volume } of profile) {
      const [top, bottom] = [yAxis.convertToPixel(to), yAxis.convertToPixel(from)];
      const width = (volume / most) * bounding.width * PROFILE_SHARE;
      ctx.fillStyle = volume === most ? upFaint : accentFaint;
      ctx.fillRect(bounding.width - width, top, width, Math.max(1, bottom - top - 1));
    }
    return true;
  };

/** Heikin-Ashi candles, in the place of those that are not seen. */
export const paintHeikin =
  ({ up, down }: Palette) =>
  (params: Params<Averaged>): boolean => {
    const { ctx, chart, indicator, xAxis, yAxis } = params;
    const { from, to } = chart.getVisibleRange();
    const { gapBar, halfGapBar } = chart.getBarSpace();
    indicator.result.slice(from, to).forEach(({ open, high, low, close }, index) => {
      const x = xAxis.convertToPixel(from + index);
      const [top, bottom] = [yAxis.convertToPixel(Math.max(open, close)), yAxis.convertToPixel(Math.min(open, close))];
      const [head, foot] = [yAxis.convertToPixel(high), yAxis.convertToPixel(low)];
      ctx.fillStyle = close >= open ? up : down;
      ctx.fillRect(x, head, 1, foot - head);
      ctx.fillRect(x - halfGapBar, top, Math.max(1, gapBar), Math.max(1, bottom - top));
    });
    return true;
  };
