package com.flowex.trading.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.platform.http.FieldError;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several orders in one request, each for itself: one that is refused leaves the others alone. Once one had no answer, nothing
 * more is sent, so a request never waits longer than for one of them.
 */
final class Batch {

    /** How many orders one request may name. */
    static final int SIZE_MAX = 15;

    private static final int FAULTS_FROM = 500;

    private Batch() {}

    /** Why there is no order. */
    record ItemProblem(
            int status,
            String code,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

        static ItemProblem of(ProblemException problem) {
            return new ItemProblem(problem.status(), problem.code(), problem.detail(), problem.errors());
        }
    }

    /** One of them: the order, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable OrderBody order, @Nullable ItemProblem problem) {

        /** Done, and the order is still to be looked up. */
        static final Item DONE = new Item(null, null);

        @JsonIgnore
        boolean isDone() {
            return problem == null;
        }

        static Item of(OrderBody order) {
            return new Item(order, null);
        }

        static Item of(ProblemException problem) {
            return new Item(null, ItemProblem.of(problem));
        }
    }

    /** The schema BatchAnswer of docs/api/openapi.yaml. */
    record BatchBody(List<Item> items, long sequence) {}

    /**
     * What a request names, each counted as a request of its own.
     *
     * @throws ProblemException 400 if they are none or too many, 429 if they are more than its sender may send
     */
    static <T> List<T> required(String field, @Nullable List<T> named, Request request) {
        if (named == null || named.isEmpty() || named.size() > SIZE_MAX) {
            new Fields().refuse(field, "a list of 1 to " + SIZE_MAX).check();
            throw new IllegalStateException("what is refused does not pass");
        }
        request.drawMore(named.size() - 1);
        return named;
    }

    /** Does the same with each, in order. */
    static <T> List<Item> each(List<T> all, Function<T, Item> work) {
        List<Item> items = new ArrayList<>(all.size());
        boolean answered = true;
        for (T one : all) {
            try {
                items.add(answered ? work.apply(one) : Item.of(notSent()));
            } catch (ProblemException problem) {
                answered = problem.status() < FAULTS_FROM;
                items.add(Item.of(problem));
            }
        }
        return items;
    }

    private static ProblemException notSent() {
        return new ProblemException(
                503, "overloaded", "not sent, because one before it had no answer; nothing was done");
    }
}
