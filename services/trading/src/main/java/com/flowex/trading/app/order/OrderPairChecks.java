package com.flowex.trading.app.order;

import com.flowex.platform.errors.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks common to all requests with two related orders. */
final class OrderPairChecks {

    private static final Set<String> RESTING = Set.of("gtc", "gtd");

    private OrderPairChecks() {}

    /** Returns true if an order with this time in force may rest in the book; also if it is null. */
    static boolean mayRest(@Nullable String timeInForce) {
        return timeInForce == null || RESTING.contains(timeInForce);
    }

    /**
     * Checks that both orders have client order ids, or neither, and that they differ. A request counts as a repetition
     * only if both ids are the same, so a request with a single id could never be repeated.
     *
     * @param name name of the first order in messages
     */
    static void requireIdsOfBoth(
            String name, Fields firstFields, @Nullable String first, Fields secondFields, @Nullable String second) {
        if ((first == null) != (second == null)) {
            Fields without = first == null ? firstFields : secondFields;
            without.refuse("client_order_id", "given where the other order's is");
        } else if (first != null && first.equals(second)) {
            secondFields.refuse("client_order_id", "another than that of the " + name + " order");
        }
    }
}
