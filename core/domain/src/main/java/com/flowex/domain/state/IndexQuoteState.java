package com.flowex.domain.state;

import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.value.AssetId;

/** Last quote of a source of an asset's index price. Its time is not after the log time at which it came. */
public record IndexQuoteState(AssetId asset, IndexQuote quote) implements StateRecord {}
