package com.flowex.binance.wallet;

import com.flowex.access.auth.ApiKeys;
import com.flowex.wallet.app.margin.MarginAccounts;

/**
 * Sources of the rights of a key.
 *
 * @param keys API keys of callers
 * @param lending shows whether a tenant lends
 */
public record KeyRights(ApiKeys keys, MarginAccounts lending) {}
