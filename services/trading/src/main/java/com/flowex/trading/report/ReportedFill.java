package com.flowex.trading.report;

import com.flowex.trading.fill.FillRow;

/** One account's part in a trade, and whose it is. */
record ReportedFill(long account, FillRow fill) {}
