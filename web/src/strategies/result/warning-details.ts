/** Details of warnings about back-tests, in the page's language. */
import type { BacktestResult } from '../../exchange/strategies';
import { useSpeech } from '../../language/language';
import type { Language } from '../../language/messages';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { useStrategyWords } from '../words';

type Warning = BacktestResult['warnings'][number];

/** Facts of a warning, already readable: a fact that a result lacks is empty. */
interface Facts {
  readonly text: (name: string) => string;
  readonly number: (name: string) => string;
  readonly time: (name: string) => string;
  /** Items of a list, one text each. */
  readonly list: (name: string, text?: (item: string) => string) => string;
  readonly range: (item: string) => string;
  /** An item "12:cut_short": a number, and what it is of. */
  readonly row: (item: string) => string;
  readonly reason: (item: string) => string;
}

interface Sentences {
  readonly rows: Readonly<Record<string, string>>;
  readonly line: (number: string, fault: string) => string;
  readonly from: (from: string, to: string) => string;
  readonly fields: Readonly<Record<string, string>>;
  readonly of: Readonly<Record<string, (facts: Facts) => string>>;
  readonly whole: (symbols: string) => string;
}

const en: Sentences = {
  rows: {
    contradiction: 'open, high, low and close contradict each other',
    repeated_time: 'repeats a time',
    cut_short: 'is cut short',
    no_number: 'has a field that is no finite number',
    too_small: 'has a number that is too small',
  },
  line: (number, fault) => `line ${number} ${fault}`,
  from: (from, to) => `${from} to ${to}`,
  fields: { existence: 'existence', time: 'time', symbol: 'market', side: 'side', quantity: 'quantity', type: 'type' },
  whole: (symbols) =>
    ` Volumes of ${symbols} are whole numbers, so quantities are; nothing is offered where the share of a bar’s volume is less than one.`,
  of: {
    gaps: ({ text, number, list, range }) =>
      `${text('source')} has ${number('count')} gaps, such as ${list('gaps', range)}. Orders of a gap met the first data behind it.`,
    rows_left_out: ({ text, number, list, row }) =>
      `${number('count')} rows of ${text('source')} were left out: ${list('rows', row)}.`,
    look_ahead: ({ time, text }) =>
      `With data that ends at ${time('data_end')} the order of the bar of ${text('symbol')} that closed at ${time('bar_close')} differs in its ${text('field')}. The strategy depends on later data, on an earlier run or on something outside of its run.`,
    survivorship: ({ list }) =>
      `${list('symbols')}: chosen among the markets that exist at the end of the data. Those that vanished, often the worst, are missing.`,
    too_few_trades: ({ number }) =>
      `${number('closed')} positions were closed; fewer than ${number('least')} do not tell a rule from luck. Use more data or a shorter interval.`,
    implausible_sharpe: ({ number }) =>
      `The Sharpe ratio is ${number('value')}. Likeliest causes: data of the future, fills without spread or fees, parameters fitted to this data, or too short a time.`,
    implausible_win_rate: ({ number }) =>
      `${number('percent')} % of the positions won. Likeliest causes: losing positions that are still open, data of the future, or limit orders that fill at the extreme of a bar.`,
    implausible_drawdown: ({ number }) =>
      `The largest drawdown is ${number('percent')} %. Likeliest causes: positions that are tiny beside the cash, data of the future, or equity that is marked too rarely.`,
    prices_rounded: ({ number, text }) =>
      `${number('count')} prices of ${text('symbol')} are no multiple of the market’s tick; orders met them at the nearest tick.`,
    orders_refused: ({ list, reason }) => `Number of refused orders by reason: ${list('reasons', reason)}.`,
    limits_reached: ({ number }) =>
      `Left out: ${number('orders')} orders above the run’s limits, ${number('log_lines')} log lines, ${number('plot_points')} points of plots, ${number('flow')} counterparty orders that the exchange refused.`,
  },
};

const fa: Sentences = {
  rows: {
    contradiction: 'باز، بالا، پایین و بسته‌شدن آن با هم نمی‌خوانند',
    repeated_time: 'زمانی تکراری دارد',
    cut_short: 'ناتمام است',
    no_number: 'خانه‌ای دارد که عدد نیست',
    too_small: 'عددی کمتر از حد مجاز دارد',
  },
  line: (number, fault) => `سطر ${number} ${fault}`,
  from: (from, to) => `${from} تا ${to}`,
  fields: { existence: 'وجود', time: 'زمان', symbol: 'بازار', side: 'جهت', quantity: 'مقدار', type: 'نوع' },
  whole: (symbols) =>
    ` حجم‌های ${symbols} عدد صحیح‌اند، پس مقدارها نیز؛ آنجا که سهم از حجم یک کندل کمتر از یک باشد چیزی عرضه نمی‌شود.`,
  of: {
    gaps: ({ text, number, list, range }) =>
      `${text('source')} ${number('count')} شکاف دارد، مانند ${list('gaps', range)}. سفارش‌های یک شکاف با نخستین دادهٔ پس از آن انجام شدند.`,
    rows_left_out: ({ text, number, list, row }) =>
      `${number('count')} سطر از ${text('source')} کنار گذاشته شد: ${list('rows', row)}.`,
    look_ahead: ({ time, text }) =>
      `با داده‌ای که در ${time('data_end')} پایان می‌یابد، سفارش کندل ${text('symbol')} که در ${time('bar_close')} بسته شد، از نظر ${text('field')} فرق دارد. استراتژی به دادهٔ بعدی، به اجرایی پیشین یا به چیزی بیرون از اجرا وابسته است.`,
    survivorship: ({ list }) =>
      `${list('symbols')}: از میان بازارهایی برگزیده شده که در پایان داده وجود دارند. بازارهای حذف‌شده، که اغلب بدترین‌اند، در میان نیستند.`,
    too_few_trades: ({ number }) =>
      `${number('closed')} موقعیت بسته شد؛ با کمتر از ${number('least')} موقعیت، قاعده از بخت جدا نمی‌شود. دادهٔ بیشتر یا بازهٔ کوتاه‌تر به کار ببرید.`,
    implausible_sharpe: ({ number }) =>
      `نسبت شارپ ${number('value')} است. محتمل‌ترین علت‌ها: دادهٔ آینده، معامله بدون اسپرد یا کارمزد، پارامترهای برازش‌شده به همین داده، یا زمان بسیار کوتاه.`,
    implausible_win_rate: ({ number }) =>
      `${number('percent')}٪ از موقعیت‌ها سودده بود. محتمل‌ترین علت‌ها: موقعیت‌های زیان‌ده که هنوز بازند، دادهٔ آینده، یا سفارش‌های محدود که در کران یک کندل پر می‌شوند.`,
    implausible_drawdown: ({ number }) =>
      `بزرگ‌ترین افت سرمایه ${number('percent')}٪ است. محتمل‌ترین علت‌ها: موقعیت‌های بسیار کوچک در برابر نقدینگی، دادهٔ آینده، یا ارزش‌گذاری بسیار کم‌شمار.`,
    prices_rounded: ({ number, text }) =>
      `${number('count')} قیمت از ${text('symbol')} مضربی از گام قیمت بازار نیست؛ سفارش‌ها آن‌ها را در نزدیک‌ترین گام دیدند.`,
    orders_refused: ({ list, reason }) => `شمار سفارش‌های ردشده به تفکیک دلیل: ${list('reasons', reason)}.`,
    limits_reached: ({ number }) =>
      `کنار گذاشته شد: ${number('orders')} سفارش بالاتر از سقف‌های اجرا، ${number('log_lines')} سطر گزارش، ${number('plot_points')} نقطهٔ نمودار، ${number('flow')} سفارش طرف مقابل که صرافی نپذیرفت.`,
  },
};

const zh: Sentences = {
  rows: {
    contradiction: '开高低收互相矛盾',
    repeated_time: '时间重复',
    cut_short: '不完整',
    no_number: '含有非有限数的字段',
    too_small: '含有过小的数值',
  },
  line: (number, fault) => `第 ${number} 行${fault}`,
  from: (from, to) => `${from} 至 ${to}`,
  fields: { existence: '是否存在', time: '时间', symbol: '市场', side: '方向', quantity: '数量', type: '类型' },
  whole: (symbols) => ` ${symbols} 的成交量为整数，数量也为整数；当所占 K 线成交量的份额不足 1 时没有报价。`,
  of: {
    gaps: ({ text, number, list, range }) =>
      `${text('source')} 有 ${number('count')} 处缺口，例如 ${list('gaps', range)}。缺口中的订单按其后的第一笔数据成交。`,
    rows_left_out: ({ text, number, list, row }) =>
      `${text('source')} 中有 ${number('count')} 行未使用：${list('rows', row)}。`,
    look_ahead: ({ time, text }) =>
      `当数据截止于 ${time('data_end')} 时，${text('symbol')} 在 ${time('bar_close')} 收盘的 K 线所产生的订单在“${text('field')}”上不同。策略依赖之后的数据、先前的运行或运行以外的因素。`,
    survivorship: ({ list }) => `${list('symbols')}：选自数据结束时仍存在的市场。已消失的市场（往往最差）不在其中。`,
    too_few_trades: ({ number }) =>
      `平仓 ${number('closed')} 次；少于 ${number('least')} 次无法区分规则与运气。请使用更多数据或更短的周期。`,
    implausible_sharpe: ({ number }) =>
      `夏普比率为 ${number('value')}。最可能的原因：使用了未来数据、成交未计价差或手续费、参数按此数据拟合，或时间过短。`,
    implausible_win_rate: ({ number }) =>
      `${number('percent')}% 的持仓盈利。最可能的原因：亏损持仓尚未平仓、使用了未来数据，或限价单在 K 线极值处成交。`,
    implausible_drawdown: ({ number }) =>
      `最大回撤为 ${number('percent')}%。最可能的原因：持仓相对资金过小、使用了未来数据，或权益估值过于稀疏。`,
    prices_rounded: ({ number, text }) =>
      `${text('symbol')} 有 ${number('count')} 个价格不是该市场最小变动价位的整数倍；订单按最接近的价位成交。`,
    orders_refused: ({ list, reason }) => `各原因被拒订单数：${list('reasons', reason)}。`,
    limits_reached: ({ number }) =>
      `未计入：超出运行上限的订单 ${number('orders')} 个、日志 ${number('log_lines')} 行、图表点 ${number('plot_points')} 个、被交易所拒绝的对手方订单 ${number('flow')} 个。`,
  },
};

export const WARNING_SENTENCES: Readonly<Record<Language, Sentences>> = { en, fa, zh };

/** Returns the detail of a warning; null for one of a newer exchange, or of a result from before its facts. */
export function useWarningDetail(): (warning: Warning) => string | null {
  const { language } = useSpeech();
  const { endings } = useStrategyWords();
  const dates = useDates();
  const sentences = WARNING_SENTENCES[language];
  const minute = (time: string): string => dates.minute(Date.parse(time));
  return ({ code, parameters }) => {
    const sentence = sentences.of[code];
    if (sentence === undefined || parameters === undefined) {
      return null;
    }
    const text = (name: string): string => parameters[name] ?? '';
    const list = (name: string, of: (item: string) => string = (item) => item): string =>
      text(name).split(' ').filter(Boolean).map(of).join(', ');
    const whole = list('whole_quantities');
    const detail = sentence({
      text: (name) => (name === 'field' ? (sentences.fields[text(name)] ?? text(name)) : text(name)),
      number: (name) => readable(text(name), true),
      time: (name) => minute(text(name)),
      list,
      range: (item) => {
        const [from = '', to = ''] = item.split('/');
        return sentences.from(minute(from), minute(to));
      },
      row: (item) => {
        const [number = '', fault = ''] = item.split(':');
        return sentences.line(readable(number), sentences.rows[fault] ?? fault);
      },
      reason: (item) => {
        const [name = '', count = ''] = item.split(':');
        return `${(endings[name] ?? name).replace(/[.。]$/, '')} (${readable(count, true)})`;
      },
    });
    return whole === '' ? detail : detail + sentences.whole(whole);
  };
}
