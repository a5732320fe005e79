package com.flowex.trading.api.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.PartProblem;
import com.flowex.orderentry.CommandResult;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Batch requests: several orders in one request. Each order is handled separately; a refusal does not affect the
 * others.
 */
final class OrderBatch {

    /** Largest number of orders in one request. */
    static final int SIZE_MAX = 15;

    private OrderBatch() {}

    /** Result of one order: the order, or the reason why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable OrderBody order, @Nullable PartProblem problem) {

        static Item of(OrderBody order) {
            return new Item(order, null);
        }

        static Item of(Refusal problem) {
            return new Item(null, PartProblem.of(problem));
        }

        /** @param shown returns the response of the order if the command was accepted */
        static <T> Item of(CommandResult<T> result, Function<T, OrderBody> shown) {
            return switch (result) {
                case CommandResult.Accepted<T>(T what) -> of(shown.apply(what));
                case CommandResult.Refused<T> refused -> of(refused.why());
                case CommandResult.Unknown<T> unknown -> of(unknown.why());
            };
        }
    }

    /** The schema BatchAnswer of docs/api/openapi.yaml. */
    record BatchBody(List<Item> items, long sequence) {}

    /**
     * Returns the items of a request. Each item counts as a request of its own against the rate limit.
     *
     * @param drawMore takes further permits from the sender's rate limit
     * @throws Refusal {@code invalid_field} if there are no items or too many, {@code rate_limited} if they exceed the
     *     sender's rate limit
     */
    static <T> List<T> required(String field, @Nullable List<T> named, IntConsumer drawMore) {
        if (named == null || named.isEmpty() || named.size() > SIZE_MAX) {
            new Fields().refuse(field, "a list of 1 to " + SIZE_MAX).check();
            throw new IllegalStateException("what is refused does not pass");
        }
        drawMore.accept(named.size() - 1);
        return named;
    }
}
