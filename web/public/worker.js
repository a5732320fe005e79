// Lets the page be installed, open without a network, and show notes on a phone, also while it is closed. It keeps no money and no answer of the exchange:
// of what is asked for, the page itself comes from the network while there is one, and only what has its contents in its name is kept.
const SHELL = 'shell';
const ASSETS = 'assets';
// Several versions of the page; what is older goes.
const ASSETS_MAX = 150;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => ![SHELL, ASSETS].includes(name)).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) {
    return;
  }
  if (pathname.startsWith('/assets/')) {
    event.respondWith(kept(request));
  } else if (request.mode === 'navigate' && pathname === '/') {
    event.respondWith(shell(request));
  }
});

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data)) {
    event.waitUntil(keepLoaded(event.data));
  }
});

/** Keeps the page and the parts that it loaded before this worker was there. */
async function keepLoaded(addresses) {
  const cache = await caches.open(SHELL);
  const shellIsKept = (await cache.match('/', { ignoreVary: true })) !== undefined;
  const assets = addresses.filter((address) => address.startsWith(`${self.location.origin}/assets/`));
  await Promise.all([...(shellIsKept ? [] : [cache.add('/')]), ...assets.map((address) => kept(new Request(address)))]);
}

/** A name says what is in it: what is kept under it is never stale. */
async function kept(request) {
  const cache = await caches.open(ASSETS);
  const found = await cache.match(request, { ignoreVary: true });
  if (found !== undefined) {
    return found;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(0, names.length - ASSETS_MAX)).map((name) => cache.delete(name)));
  }
  return answer;
}

/** The newest page; the last one seen only where the network is gone. An error of the exchange is shown, not hidden behind an old page. */
async function shell(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put('/', answer.clone());
    }
    return answer;
  } catch (gone) {
    const last = await cache.match('/', { ignoreVary: true });
    if (last === undefined) {
      throw gone;
    }
    return last;
  }
}

// Messages of a push service while no page is visible. The exchange sealed it for this browser; it was unreadable on
// the way.
const FILLS = 'fills';
const EXPIRED = 'expired_orders';
const NONE = { orders: 0, newest: [] };
const LINES_MAX = 3;
const ALERT = 'risk_alert';
const NOTICE = 'notice';
/** Page of what each event is about. */
const NOTICE_PAGES = {
  deposit: '/#/wallet/history',
  withdrawal: '/#/wallet/history',
  margin_call: '/#/wallet/margin',
  login: '/#/account/security',
  security: '/#/account/security',
  strategy_run: '/#/strategies/runs',
};
const WORDS = {
  en: {
    notice: 'Your account',
    events: {
      deposit: 'A deposit was credited or waits',
      withdrawal: 'A withdrawal was requested, paid or returned',
      margin_call: 'Your account has a margin call, or its liquidation began',
      login: 'Log-in from a new device',
      security: 'A setting that protects your account was changed',
      strategy_run: 'A run of a strategy stopped by itself',
      p2p_trade: 'A P2P trade changed, or its time ends soon',
      p2p_message: 'A message about your P2P trade',
    },
    alert: 'Alert on risk',
    subjects: {
      score: 'Risk score',
      price: 'Price',
      volatility: 'Volatility',
      portfolio_var: 'Value at risk of a day',
      portfolio_drawdown: 'Drawdown of the portfolio',
    },
    beyond: (what, { asset, side, threshold, value }) =>
      `${what}${asset === '' ? '' : ` of ${asset}`} is ${side === 'above' ? 'above' : 'below'} ${threshold}: ${value}`,
    dir: 'ltr',
    title: (orders) => (orders === 1 ? 'An order traded' : `${orders} orders traded`),
    expiredTitle: (orders) => (orders === 1 ? 'An order expired' : `${orders} orders expired`),
    expiredLine: ({ side, quantity, symbol }) => `Expired: ${side} ${quantity} ${symbol}`,
    line: ({ side, quantity, symbol, price }) =>
      `${side === 'buy' ? 'Bought' : 'Sold'} ${quantity} ${symbol}${price === null ? '' : ` at ${price}`}`,
    more: (orders) => `and ${orders} more`,
  },
  zh: {
    notice: '您的账户',
    events: {
      deposit: '有充值入账或待处理',
      withdrawal: '有提现被申请、支付或退回',
      margin_call: '您的账户收到追加保证金通知或开始强平',
      login: '新设备登录',
      security: '账户安全设置有变更',
      strategy_run: '策略运行已自行停止',
      p2p_trade: 'P2P 交易有变化或即将到时',
      p2p_message: '您的 P2P 交易有新消息',
    },
    alert: '风险提醒',
    subjects: {
      score: '风险评分',
      price: '价格',
      volatility: '波动率',
      portfolio_var: '单日在险价值',
      portfolio_drawdown: '组合回撤',
    },
    beyond: (what, { asset, side, threshold, value }) =>
      `${asset === '' ? '' : `${asset} `}${what}${side === 'above' ? '高于' : '低于'} ${threshold}：${value}`,
    dir: 'ltr',
    title: (orders) => `${orders} 个委托已成交`,
    expiredTitle: (orders) => `${orders} 个委托已到期`,
    expiredLine: ({ side, quantity, symbol }) => `到期：${side === 'buy' ? '买入' : '卖出'} ${quantity} ${symbol}`,
    line: ({ side, quantity, symbol, price }) =>
      `${side === 'buy' ? '买入' : '卖出'} ${quantity} ${symbol}${price === null ? '' : `，价格 ${price}`}`,
    more: (orders) => `另有 ${orders} 个`,
  },
  fa: {
    notice: 'حساب شما',
    events: {
      deposit: 'واریزی منظور شد یا منتظر است',
      withdrawal: 'برداشتی درخواست، پرداخت یا بازگردانده شد',
      margin_call: 'حساب شما هشدار وثیقه دارد یا تسویهٔ اجباری آن آغاز شد',
      login: 'ورود از دستگاه تازه',
      security: 'تنظیمی که از حساب شما حفاظت می‌کند تغییر کرد',
      strategy_run: 'اجرای یک استراتژی خودبه‌خود متوقف شد',
      p2p_trade: 'معاملهٔ همتابه‌همتای شما تغییر کرد یا مهلت آن رو به پایان است',
      p2p_message: 'پیامی دربارهٔ معاملهٔ همتابه‌همتای شما',
    },
    alert: 'هشدار ریسک',
    subjects: {
      score: 'امتیاز ریسک',
      price: 'قیمت',
      volatility: 'نوسان',
      portfolio_var: 'ارزش در معرض ریسک یک روز',
      portfolio_drawdown: 'افت سبد',
    },
    beyond: (what, { asset, side, threshold, value }) =>
      `${what}${asset === '' ? '' : ` \u2068${asset}\u2069`} ${side === 'above' ? 'بالای' : 'زیر'} ${threshold} است: ${value}`,
    dir: 'rtl',
    title: (orders) => (orders === 1 ? 'سفارشی معامله شد' : `${orders} سفارش معامله شد`),
    expiredTitle: (orders) => (orders === 1 ? 'مهلت سفارشی تمام شد' : `مهلت ${orders} سفارش تمام شد`),
    expiredLine: ({ side, quantity, symbol }) =>
      `پایان مهلت: ${side === 'buy' ? 'خرید' : 'فروش'} ${quantity} ${symbol}`,
    line: ({ side, quantity, symbol, price }) =>
      `${side === 'buy' ? 'خرید' : 'فروش'} ${quantity} ${symbol}${price === null ? '' : ` به قیمت ${price}`}`,
    more: (orders) => `و ${orders} سفارش دیگر`,
  },
};

self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data));
});

async function show(data) {
  const message = messageIn(data);
  if (message?.kind === FILLS || message?.kind === EXPIRED) {
    await showOrders(message);
  } else if (message?.kind === ALERT && message.subject in WORDS.en.subjects) {
    await showAlert(message);
  } else if (message?.kind === NOTICE && message.event in NOTICE_PAGES) {
    await showNotice(message);
  }
}

/** One note for each notice; a visible page shows those of money by itself. */
async function showNotice(message) {
  const tag = `${NOTICE} ${message.number}`;
  if ((await self.registration.getNotifications({ tag })).length > 0) {
    return; // brought twice
  }
  const words = WORDS[message.language] ?? WORDS.en;
  await self.registration.showNotification(words.notice, {
    body: words.events[message.event],
    dir: words.dir,
    lang: message.language,
    icon: '/icon.svg',
    tag,
    data: { page: NOTICE_PAGES[message.event] },
  });
}

/** A note of its own for each time that an alert fired: a page that is open does not call it out. */
async function showAlert(message) {
  const tag = `${ALERT} ${message.number}`;
  if ((await self.registration.getNotifications({ tag })).length > 0) {
    return; // brought twice
  }
  const words = WORDS[message.language] ?? WORDS.en;
  await self.registration.showNotification(words.alert, {
    body: words.beyond(words.subjects[message.subject], message),
    dir: words.dir,
    lang: message.language,
    icon: '/icon-192.png',
    tag,
    data: { page: '/#/risk/alerts' },
  });
}

/** A visible page shows them by itself; else one note stands for all that traded or expired since the last visit. */
async function showOrders(message) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some((page) => page.visibilityState === 'visible')) {
    return;
  }
  const [shown] = await self.registration.getNotifications({ tag: FILLS });
  const before = shown?.data ?? { number: 0, ...NONE };
  if (message.number <= before.number) {
    return; // brought twice
  }
  const filled = merged(before, message);
  const expired = merged(before.expired ?? NONE, message.expired ?? NONE);
  const words = WORDS[message.language] ?? WORDS.en;
  const titles = [
    ...(filled.orders > 0 ? [words.title(filled.orders)] : []),
    ...(expired.orders > 0 ? [words.expiredTitle(expired.orders)] : []),
  ];
  const lines = [...filled.newest.map(words.line), ...expired.newest.map(words.expiredLine)].slice(0, LINES_MAX);
  const rest = filled.orders + expired.orders - lines.length;
  await self.registration.showNotification(titles.join(' · '), {
    body: [...lines, ...(rest > 0 ? [words.more(rest)] : [])].join('\n'),
    dir: words.dir,
    lang: message.language,
    icon: '/icon-192.png',
    tag: FILLS,
    renotify: true,
    data: { number: message.number, ...filled, expired },
  });
}

/** Orders of a note that is shown, and those that came since. */
function merged(before, since) {
  return {
    orders: before.orders + since.orders,
    newest: [...since.newest, ...before.newest].slice(0, LINES_MAX),
  };
}

function messageIn(data) {
  try {
    return data.json();
  } catch {
    return null;
  }
}

// A note leads to the page that is open, or opens it.
self.addEventListener('notificationclick', (event) => {
  const page = event.notification.data?.page ?? '/';
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window', includeUncontrolled: true })
      .then(([open]) => (open === undefined ? self.clients.openWindow(page) : open.focus())),
  );
});
