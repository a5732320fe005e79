package com.flowex.wallet.app.withdrawal;

import com.flowex.wallet.app.user.UserServices;

/**
 * Conditions under which users send money away.
 *
 * @param people identity of senders and receivers: second factors, recent changes of access, names
 * @param policy limits, allow-lists, pauses and restrictions
 */
public record OutgoingRules(UserServices people, OutgoingPolicy policy) {}
