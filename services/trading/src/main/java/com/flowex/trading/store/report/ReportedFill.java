package com.flowex.trading.store.report;

import com.flowex.trading.store.FillRow;

/** One account's side of a trade, with the account. */
public record ReportedFill(long account, FillRow fill) {}
