package com.flowex.orderentry;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Use of accounts' quotas of open orders and client order ids. Only the log knows it exactly. So an account that places
 * many orders has it read from the log from time to time, and its answers say in between how much is left at least.
 */
public final class OrderQuotas {

    /** An account is read for the first time after this many orders: most accounts never come near their quota. */
    static final int ORDERS_BEFORE_FIRST_QUERY = 50;

    /** One query for this many orders costs a log entry for 500 of them. */
    static final int ORDERS_PER_QUERY_MAX = 500;

    private static final int ORDERS_PER_QUERY_MIN = 50;
    private static final int ACCOUNTS_MAX = 100_000;

    /**
     * Last known use of an account.
     *
     * @param usage use at the last query; null before the first
     * @param placed orders that were placed since
     * @param due number of orders after which the log is queried again
     */
    private record LastUsage(@Nullable OrderQuotaUsage usage, int placed, int due) {

        static final LastUsage UNKNOWN = new LastUsage(null, 0, ORDERS_BEFORE_FIRST_QUERY);

        static LastUsage of(OrderQuotaUsage usage) {
            int left = Math.min(
                    usage.openOrdersMax() - usage.openOrders(), usage.clientOrderIdsMax() - usage.clientOrderIds());
            return new LastUsage(usage, 0, Math.clamp(left / 2, ORDERS_PER_QUERY_MIN, ORDERS_PER_QUERY_MAX));
        }

        LastUsage oneMore() {
            return new LastUsage(usage, placed + 1, due);
        }

        /** Postpones the next query, because this one had no answer. */
        LastUsage later() {
            return new LastUsage(usage, placed, placed + ORDERS_PER_QUERY_MAX);
        }
    }

    private final CommandSubmitter path;
    private final Cache<AccountId, LastUsage> last = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS_MAX)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    OrderQuotas(CommandSubmitter path) {
        this.path = path;
    }

    /** Reads the use of an account's quota from the log. */
    public CommandResult<OrderQuotaUsage> query(AccountId account) {
        CommandResult<OrderQuotaUsage> result = queried(account);
        if (result instanceof CommandResult.Accepted<OrderQuotaUsage>(OrderQuotaUsage usage)) {
            last.put(account, LastUsage.of(usage));
        }
        return result;
    }

    /**
     * Reads the present position of the log, by a query that changes nothing.
     *
     * @param account account that asks
     */
    public CommandResult<LogPosition> position(AccountId account) {
        try {
            return switch (path.outcome(account, new QueryOrderQuota(account))) {
                case Outcome.Previewed(long sequence, long nanos, PreviewAnswer _) ->
                    new CommandResult.Accepted<>(new LogPosition(sequence, nanos));
                case Outcome.Unknown _ -> new CommandResult.Unknown<>(null);
                case Outcome.Overloaded _ -> CommandResult.Refused.of(Refusal.overloaded());
                case Outcome.Accepted _, Outcome.Rejected _, Outcome.Repeated _ ->
                    throw new IllegalStateException("this is no answer to a query for a quota");
            };
        } catch (Refusal why) {
            return CommandResult.Refused.of(why);
        }
    }

    private CommandResult<OrderQuotaUsage> queried(AccountId account) {
        try {
            return switch (path.outcome(account, new QueryOrderQuota(account))) {
                case Outcome.Previewed(long _, long _, PreviewAnswer.Quota(OrderQuotaUsage usage)) ->
                    new CommandResult.Accepted<>(usage);
                case Outcome.Previewed(long _, long _, PreviewAnswer.Refused(var reason)) ->
                    CommandResult.Refused.of(Refusal.refused(reason));
                case Outcome.Unknown _ -> new CommandResult.Unknown<>(null);
                case Outcome.Overloaded _ -> CommandResult.Refused.of(Refusal.overloaded());
                case Outcome.Previewed _, Outcome.Accepted _, Outcome.Rejected _, Outcome.Repeated _ ->
                    throw new IllegalStateException("this is no answer to a query for a quota");
            };
        } catch (Refusal why) {
            return CommandResult.Refused.of(why);
        }
    }

    /** Counts a placed order, and reads the log if it is time to. */
    void placed(AccountId account) {
        LastUsage now =
                last.asMap().compute(account, (_, before) -> (before == null ? LastUsage.UNKNOWN : before).oneMore());
        if (now.placed == now.due && !isAnswered(account)) {
            last.asMap().computeIfPresent(account, (_, before) -> before.later());
        }
    }

    /** The order is placed, so its answer must not fail because the quota cannot be read. */
    private boolean isAnswered(AccountId account) {
        try {
            return query(account) instanceof CommandResult.Accepted;
        } catch (IllegalStateException notUnderstood) {
            return false; // a node of the version before does not know the query
        }
    }

    /**
     * Returns the highest possible use of an account's quota, as if each order since the last query were still open and
     * had a new id without a time; empty if the log was not queried lately.
     */
    public Optional<OrderQuotaUsage> known(AccountId account) {
        LastUsage known = last.getIfPresent(account);
        return known == null || known.usage == null
                ? Optional.empty()
                : Optional.of(new OrderQuotaUsage(
                        Math.min(known.usage.openOrders() + known.placed, known.usage.openOrdersMax()),
                        known.usage.openOrdersMax(),
                        Math.min(known.usage.clientOrderIds() + known.placed, known.usage.clientOrderIdsMax()),
                        known.usage.clientOrderIdsMax()));
    }
}
