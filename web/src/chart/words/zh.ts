/** Chinese. */
import type { ChartWords } from '../words';

export const zh: ChartWords = {
  toolbar: '图表工具',
  style: '样式',
  indicators: '指标',
  draw: '画图',
  compare: '对比',
  layouts: '布局',
  snapshot: '保存为图片',
  fullScreen: '全屏',
  alert: '提醒',
  entryOf: (quantity) => `持仓均价，${quantity}`,
  liquidation: '强平价',
  closer: '放大',
  wider: '缩小',
  latest: '回到最新',
  keys: '方向键逐根移动，加减键缩放，End 键回到最新。',
  asOf: (time) => `${time} 的 K 线`,
  noCandles: '该市场还没有成交：第一笔成交后显示 K 线。',
  stopOf: '触发价',
};
