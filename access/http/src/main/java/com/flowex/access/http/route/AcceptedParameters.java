package com.flowex.access.http.route;

import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.common.uri.UriQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parameters that a route accepts besides its path, as in docs/api/openapi.yaml. Any other is refused by name: a filter
 * that is misspelled, duplicate, empty or misplaced must not be ignored silently (ADR 0075).
 *
 * @param query names of its query parameters
 * @param emptied those of them that may have no value
 * @param bodyBytesMax longest body, bytes; 0 for none
 */
public record AcceptedParameters(Set<String> query, Set<String> emptied, int bodyBytesMax) {

    /** Limit of most bodies; the few that hold lists set their own. */
    static final int BODY_BYTES = 8_192;

    /**
     * Bytes read if no body is accepted: clients send an empty object for nothing, and a misplaced body has to get a
     * clear answer.
     */
    static final int NO_BODY_BYTES = 1_024;

    private static final int SHOWN_MAX = 64;

    public AcceptedParameters {
        query = Set.copyOf(query);
        emptied = Set.copyOf(emptied);
    }

    public static AcceptedParameters of(String method) {
        boolean body = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        return new AcceptedParameters(Set.of(), Set.of(), body ? BODY_BYTES : 0);
    }

    AcceptedParameters query(String... names) {
        return new AcceptedParameters(Set.of(names), emptied, bodyBytesMax);
    }

    /** Returns these parameters and some more. */
    public AcceptedParameters and(Set<String> more) {
        Set<String> all = new HashSet<>(query);
        all.addAll(more);
        return new AcceptedParameters(all, emptied, bodyBytesMax);
    }

    /** Permits these parameters without a value. */
    public AcceptedParameters mayBeEmpty(Set<String> names) {
        return new AcceptedParameters(query, names, bodyBytesMax);
    }

    AcceptedParameters body(int bytesMax) {
        return new AcceptedParameters(query, emptied, bytesMax);
    }

    /** @throws Refusal 400 that names the first parameter that is not accepted, or is duplicate or empty */
    public void requireNothingElse(UriQuery sent) {
        for (String name : new TreeSet<>(sent.names())) {
            if (!query.contains(name)) {
                throw unknown(name);
            }
            List<String> values = sent.all(name);
            if (values.size() != 1) {
                throw Refusal.invalid(name, "given once");
            }
            if (values.getFirst().isEmpty() && !emptied.contains(name)) {
                throw Refusal.invalid(name, "left out where it is empty");
            }
        }
    }

    private Refusal unknown(String name) {
        String shown = name.length() > SHOWN_MAX ? name.substring(0, SHOWN_MAX) : name;
        String rule = query.isEmpty()
                ? "left out; this request has no query parameters"
                : "one of " + String.join(", ", new TreeSet<>(query));
        return new Refusal(
                RefusalCode.UNKNOWN_FIELD,
                shown + " is not a query parameter of this request",
                List.of(new FieldError(shown, rule)));
    }

    /** @throws Refusal 400 if there is a body although none is accepted */
    void requireNoBody(byte[] body) {
        for (byte each : body) {
            if (bodyBytesMax == 0 && "{} \t\r\n".indexOf(each) < 0) {
                throw new Refusal(RefusalCode.MALFORMED_REQUEST, "this request takes no body");
            }
        }
    }
}
