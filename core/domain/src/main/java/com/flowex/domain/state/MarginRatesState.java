package com.flowex.domain.state;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.value.AssetId;

/** Rates of an asset's lending pool that follow its use and volumes; assets without them have no record. */
public record MarginRatesState(AssetId asset, MarginRates rates) implements StateRecord {}
