package com.flowex.launcher.demo;

import com.flowex.domain.AccountId;

/**
 * What an account of the demo begins with, in whole units; genesis transfers give it once, for ever.
 *
 * @param account below {@link AccountId#CUSTOMERS_FROM}: the platform's own
 */
public record Funding(AccountId account, long btc, long eth, long usdt) {}
