package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;

/**
 * Volume that an account traded on one day in markets of one quote asset, by the order of first trade and then oldest
 * day first.
 *
 * @param day days since 1970 in log time
 * @param units volume in units of the quote asset, positive
 */
public record VolumeState(AccountId account, AssetId quote, long day, long units) implements StateRecord {}
