package com.flowex.trading.order;

import com.flowex.ground.refusal.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is the same wherever a client sends two orders that belong together. */
final class TwoOrders {

    private static final Set<String> RESTING = Set.of("gtc", "gtd");

    private TwoOrders() {}

    /** Whether an order of this time in force may rest; left out, it may. */
    static boolean mayRest(@Nullable String timeInForce) {
        return timeInForce == null || RESTING.contains(timeInForce);
    }

    /**
     * Two orders are repeated only if both ids are the same, so an id for one alone could never be sent again.
     *
     * @param name of the first order, as users know it
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
