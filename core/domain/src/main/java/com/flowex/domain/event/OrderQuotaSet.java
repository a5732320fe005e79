package com.flowex.domain.event;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;

/** An account has this quota of open orders and client order ids from now on. */
public record OrderQuotaSet(AccountId account, OrderQuota quota) implements Event {}
