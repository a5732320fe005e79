package com.flowex.domain.command;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;

/**
 * Sets an account's quota of open orders and client order ids from now on; open orders and remembered ids stay. Setting
 * the same quota twice changes nothing.
 */
public record SetOrderQuota(AccountId account, OrderQuota quota) implements Command {}
