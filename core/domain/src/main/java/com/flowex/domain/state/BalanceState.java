package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * Balance of an account in an asset, in the order of first touch.
 *
 * @param balanceUnits everything the account owns of the asset
 * @param heldUnits the part that open orders need
 */
public record BalanceState(AccountId account, AssetId asset, long balanceUnits, long heldUnits)
        implements StateRecord {}
