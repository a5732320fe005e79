package com.flowex.trading.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.desk.CommandResult;
import com.flowex.edge.http.PartProblem;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Several orders in one request, each for itself: one that is refused leaves the others alone. */
final class Batch {

    /** How many orders one request may name. */
    static final int SIZE_MAX = 15;

    private Batch() {}

    /** One of them: the order, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable OrderBody order, @Nullable PartProblem problem) {

        static Item of(OrderBody order) {
            return new Item(order, null);
        }

        static Item of(Refusal problem) {
            return new Item(null, PartProblem.of(problem));
        }

        /** @param shown the order, where it is done */
        static <T> Item of(CommandResult<T> ruling, Function<T, OrderBody> shown) {
            return switch (ruling) {
                case CommandResult.Accepted<T>(T what) -> of(shown.apply(what));
                case CommandResult.Refused<T> refused -> of(refused.why());
                case CommandResult.Unknown<T> unknown -> of(unknown.why());
            };
        }
    }

    /** The schema BatchAnswer of docs/api/openapi.yaml. */
    record BatchBody(List<Item> items, long sequence) {}

    /**
     * What a request names, each counted as a request of its own.
     *
     * @param drawMore draws on what the sender may send
     * @throws Refusal {@code invalid_field} if they are none or too many, {@code rate_limited} if they are more than its sender may send
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
