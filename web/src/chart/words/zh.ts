/** Chinese. */
import type { ChartWords } from '../words';

export const zh: ChartWords = {
  indicators: '指标',
  kinds: {
    ma: '移动平均线',
    ema: '指数平均线',
    bollinger: '布林带',
    vwap: '成交量加权价',
    rsi: '相对强弱',
    macd: '平滑异同，MACD',
  },
  numbersOf: (kind, at) => `${kind}，第 ${at} 个参数`,
  wholeDay: '0 表示自 UTC 零点起',
  closer: '放大',
  wider: '缩小',
  latest: '回到最新',
  keys: '方向键逐根移动，加减键缩放，End 键回到最新。',
  asOf: (time) => `${time} 的蜡烛`,
  noCandles: '这里还没有成交：第一笔成交会画出第一根蜡烛。',
  stopOf: '触发价',
};
