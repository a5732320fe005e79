package com.flowex.domain.command;

import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;

/**
 * Sets the terms on which a tenant lends an asset and accepts it as collateral, from now on. Debts stay; a new rate
 * holds for each debt from its next hour on. Setting the same terms twice changes nothing.
 */
public record SetMarginTerms(int tenant, AssetId asset, MarginTerms terms) implements Command {}
