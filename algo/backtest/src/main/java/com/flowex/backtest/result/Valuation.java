package com.flowex.backtest.result;

import com.flowex.domain.value.Scale;

/** Asset in which values are stated, with its scale. */
public record Valuation(String asset, Scale scale) {}
