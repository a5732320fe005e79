package com.flowex.trading.report;

import com.flowex.trading.fill.FillRow;

/** One account's side of a trade, with the account. */
record ReportedFill(long account, FillRow fill) {}
