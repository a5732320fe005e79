package com.flowex.access.http.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Locale;

/**
 * Problem document of RFC 9457, with a stable code for clients.
 *
 * @param type {@code urn:flowex:problem:<code>}
 * @param title the same for every occurrence of the code
 * @param status status of the HTTP answer
 * @param detail description of this occurrence; for people, never to be parsed
 * @param requestId id of the request in the server's log
 * @param errors fields that break a rule; omitted if empty
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
        int status = HttpStatuses.of(refusal);
        return of(refusal.code(), status, RefusalLinks.detail(refusal), requestId, refusal.errors());
    }

    /** Creates the document of a refusal by a process in front of the exchange, which knows the status itself. */
    public static Problem of(RefusalCode code, int status, String detail, String requestId) {
        return of(code, status, detail, requestId, List.of());
    }

    private static Problem of(RefusalCode code, int status, String detail, String requestId, List<FieldError> errors) {
        String word = code.code();
        String title = word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1).replace('_', ' ');
        return new Problem("urn:flowex:problem:" + word, title, status, word, detail, requestId, errors);
    }
}
