package com.flowex.backtest.result;

import com.flowex.domain.value.Scale;

/** Fees paid in one asset; negative if rebates exceed them. */
public record FeeTotal(String asset, Scale scale, long units) {}
