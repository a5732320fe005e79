package com.flowex.domain.state;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;

/**
 * Quota of an account. The records follow all accounts, in the order of accounts; an account with the defaults has
 * none.
 */
public record OrderQuotaState(AccountId account, OrderQuota quota) implements StateRecord {}
