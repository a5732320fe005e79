package com.flowex.trading.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.platform.http.PartProblem;
import com.flowex.platform.refusal.Fields;
import com.flowex.platform.refusal.Refusal;
import com.flowex.platform.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Several orders in one request, each for itself: one that is refused leaves the others alone. Once one had no answer, nothing
 * more is sent, so a request never waits longer than for one of them.
 */
final class Batch {

    /** How many orders one request may name. */
    static final int SIZE_MAX = 15;

    private Batch() {}

    /** One of them: the order, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable OrderBody order, @Nullable PartProblem problem) {

        /** Done, and the order is still to be looked up. */
        static final Item DONE = new Item(null, null);

        @JsonIgnore
        boolean isDone() {
            return problem == null;
        }

        static Item of(OrderBody order) {
            return new Item(order, null);
        }

        static Item of(Refusal problem) {
            return new Item(null, PartProblem.of(problem));
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

    /** Does the same with each, in order. */
    static <T> List<Item> each(List<T> all, Function<T, Item> work) {
        List<Item> items = new ArrayList<>(all.size());
        boolean answered = true;
        for (T one : all) {
            try {
                items.add(answered ? work.apply(one) : Item.of(notSent()));
            } catch (Refusal problem) {
                answered = !problem.code().isFault();
                items.add(Item.of(problem));
            }
        }
        return items;
    }

    private static Refusal notSent() {
        return new Refusal(RefusalCode.OVERLOADED, "not sent, because one before it had no answer; nothing was done");
    }
}
