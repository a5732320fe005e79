package com.flowex.domain.state;

import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;

/**
 * Terms on which an asset is lent.
 *
 * @param indexPriceUnits index price of the asset; 0 if it had none yet
 */
public record MarginTermsState(AssetId asset, MarginTerms terms, long indexPriceUnits) implements StateRecord {}
