package com.flowex.domain.event;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.value.AssetId;

/** The rates of an asset's lending pool follow its use and the volumes of its borrowers like this from now on. */
public record MarginRatesSet(int tenant, AssetId asset, MarginRates rates) implements Event {}
