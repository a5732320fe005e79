package com.flowex.domain.command;

import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.value.AssetId;

/** Reports the price of an asset at one source of its index price. A quote is older than the next one of its source. */
public record QuoteIndexPrice(int tenant, AssetId asset, IndexQuote quote) implements Command {}
