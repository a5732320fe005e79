package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * Balance of an account in an asset after the command. It is absolute, so that a view needs no arithmetic. A command
 * has one for each account and asset touched, at the end of its events, ordered by first touch.
 *
 * @param balanceUnits everything the account owns of the asset; negative only for the outside account
 * @param heldUnits the part that open orders and reservations need, 0..balanceUnits; the rest is available
 */
public record BalanceChanged(AccountId account, AssetId asset, long balanceUnits, long heldUnits) implements Event {}
