package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;

/**
 * What an account has of an asset, in the order of first touch.
 *
 * @param balanceUnits everything it owns
 * @param heldUnits the part that open orders need
 */
public record BalanceState(AccountId account, AssetId asset, long balanceUnits, long heldUnits)
        implements StateRecord {}
