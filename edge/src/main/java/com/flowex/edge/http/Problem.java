package com.flowex.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.ground.refusal.FieldError;
import com.flowex.ground.refusal.Refusal;
import java.util.List;
import java.util.Locale;

/**
 * What went wrong, as RFC 9457 has it, with a stable code that clients branch on.
 *
 * @param type {@code urn:flowex:problem:<code>}
 * @param title the same for every occurrence of the code
 * @param status of the HTTP answer
 * @param detail what happened this time; for people, never to be parsed
 * @param requestId the id under which the server's log knows the request
 * @param errors fields that break a rule; left out when empty
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(Refusal refusal, String requestId) {
        String code = refusal.code().code();
        String title = code.substring(0, 1).toUpperCase(Locale.ROOT)
                + code.substring(1).replace('_', ' ');
        return new Problem(
                "urn:flowex:problem:" + code,
                title,
                Statuses.of(refusal),
                code,
                Signposts.detail(refusal),
                requestId,
                refusal.errors());
    }
}
