package com.flowex.trading.api.account;

import com.flowex.access.socket.Channel;
import com.flowex.domain.value.AccountId;
import com.flowex.trading.app.account.OwnWork;
import java.util.function.Function;

/**
 * Topics of other services that the stream of an account has beside its entries.
 *
 * @param notices returns the channel with another service's news of an account
 * @param margin returns the channel with an account's margin
 * @param work back-tests and runs
 */
public record AccountTopics(Function<AccountId, Channel> notices, Function<AccountId, Channel> margin, OwnWork work) {}
