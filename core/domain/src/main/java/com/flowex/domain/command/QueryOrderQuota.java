package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/** Queries how much of its quota of open orders and client order ids an account uses. It changes nothing. */
public record QueryOrderQuota(AccountId account) implements Command {}
