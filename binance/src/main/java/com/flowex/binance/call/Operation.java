package com.flowex.binance.call;

import com.flowex.edge.http.Access;
import com.flowex.edge.tenancy.Feature;
import com.flowex.ground.refusal.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that clients can ask for: what it takes, what it costs, who may, and its answer. It stands at a path of HTTP, at a
 * method of the WebSocket API, or at both.
 *
 * @param takes names of its parameters; any other is refused by name
 * @param weight as how many requests it counts
 * @param access who may ask
 * @param cancels whether it only takes risk away
 * @param whole what a tenant may have switched off; then it is not there for its users
 * @param audited whether every use is written down before it is answered
 * @param answering its answer, written as JSON; throws a {@link Refusal}
 */
public record Operation(
        Set<String> takes,
        int weight,
        Access access,
        boolean cancels,
        Optional<Feature> whole,
        boolean audited,
        Function<Call, Object> answering) {

    public Operation {
        takes = Set.copyOf(takes);
    }

    /** An operation that adds risk or none. */
    public static Operation of(int weight, Access access, Function<Call, Object> answering, String... takes) {
        return new Operation(Set.of(takes), weight, access, false, Optional.empty(), false, answering);
    }

    /** An operation that only takes risk away: it draws on the budget of cancels. */
    public static Operation cancel(int weight, Access access, Function<Call, Object> answering, String... takes) {
        return new Operation(Set.of(takes), weight, access, true, Optional.empty(), false, answering);
    }

    /** The same, for tenants that have this feature switched on. */
    public Operation partOf(Feature feature) {
        return new Operation(takes, weight, access, cancels, Optional.of(feature), audited, answering);
    }

    /** The same, of which every use is written down. */
    public Operation inTheAuditLog() {
        return new Operation(takes, weight, access, cancels, whole, true, answering);
    }

    /** The answer. */
    public Object answer(Call call) {
        return answering.apply(call);
    }
}
