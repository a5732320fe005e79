package com.flowex.binance.call;

import com.flowex.access.http.route.Access;
import com.flowex.access.tenancy.Feature;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Operation that clients can call: its parameters, weight, access rule and handler. It is bound to an HTTP path, to a
 * method of the WebSocket API, or to both.
 *
 * @param takes names of its parameters; any other is refused by name
 * @param weight number of requests that it counts as
 * @param access callers who may use it
 * @param cancels true if it only reduces risk
 * @param whole feature that a tenant may switch off; the operation then does not exist for its users
 * @param audited true if every use is audited before the answer
 * @param answering handler whose result is written as JSON; throws a {@link Refusal}
 */
public record Operation(
        Set<String> takes,
        int weight,
        Access access,
        boolean cancels,
        Optional<Feature> whole,
        boolean audited,
        Function<OperationCall, Object> answering) {

    public Operation {
        takes = Set.copyOf(takes);
    }

    /** Returns an operation that may add risk. */
    public static Operation of(
            int weight, Access access, Function<OperationCall, Object> answering, String... accepted) {
        return new Operation(Set.of(accepted), weight, access, false, Optional.empty(), false, answering);
    }

    /** Returns an operation that only reduces risk: it uses the rate limit of cancels. */
    public static Operation cancel(
            int weight, Access access, Function<OperationCall, Object> answering, String... accepted) {
        return new Operation(Set.of(accepted), weight, access, true, Optional.empty(), false, answering);
    }

    /** Returns the same operation, for tenants that have this feature switched on. */
    public Operation partOf(Feature feature) {
        return new Operation(takes, weight, access, cancels, Optional.of(feature), audited, answering);
    }

    /** Returns the same operation with every use audited. */
    public Operation inTheAuditLog() {
        return new Operation(takes, weight, access, cancels, whole, true, answering);
    }

    /** Answers a call. */
    public Object answer(OperationCall call) {
        return answering.apply(call);
    }
}
