package com.flowex.domain.event;

import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;

/** A tenant lends an asset, and accepts it as collateral, on these terms from now on. */
public record MarginTermsSet(int tenant, AssetId asset, MarginTerms terms) implements Event {}
