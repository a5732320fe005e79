package com.flowex.domain.command;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.value.AssetId;

/**
 * Sets how the rates of an asset's lending pool follow its use and the volumes of its borrowers, from now on; {@link
 * MarginRates#NONE} takes that back. Debts stay; a new rate holds for each debt from its next hour on. Setting the same
 * rates twice changes nothing.
 */
public record SetMarginRates(int tenant, AssetId asset, MarginRates rates) implements Command {}
