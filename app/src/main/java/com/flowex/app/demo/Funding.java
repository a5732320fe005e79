package com.flowex.app.demo;

import com.flowex.domain.value.AccountId;

/**
 * Initial money of a demo account, in whole units; genesis transfers give it once, for ever.
 *
 * @param account account below {@link AccountId#CUSTOMERS_FROM}: one of the platform's own
 */
public record Funding(AccountId account, long btc, long eth, long usdt) {}
