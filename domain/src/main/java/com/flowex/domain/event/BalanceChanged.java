package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;

/**
 * What an account has of an asset after the command: absolute, so that a view needs no arithmetic. One per account and
 * asset touched, at the end of the command's events, ordered by first touch.
 *
 * @param balanceUnits everything it owns; negative only for the outside account
 * @param heldUnits the part that open orders and reservations need, 0..balanceUnits; the rest is available
 */
public record BalanceChanged(AccountId account, AssetId asset, long balanceUnits, long heldUnits) implements Event {}
