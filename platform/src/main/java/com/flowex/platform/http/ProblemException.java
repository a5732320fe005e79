package com.flowex.platform.http;

import com.flowex.domain.RejectReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a request with a problem document. Has no stack trace: it is an answer, not a fault of ours.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    public ProblemException(int status, String code, String detail, List<FieldError> errors) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** 400 {@code invalid_field} for one field. */
    public static ProblemException invalid(String field, String rule) {
        return invalid(List.of(new FieldError(field, rule)));
    }

    /** 400 {@code invalid_field} for one or more fields. */
    public static ProblemException invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return new ProblemException(400, "invalid_field", first.field() + " must be " + first.rule(), errors);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "not_found", detail);
    }

    public static ProblemException unauthorized(String code, String detail) {
        return new ProblemException(401, code, detail).header("WWW-Authenticate", "Bearer");
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", detail);
    }

    /** 501: in the contract, not in this version; {@code what} begins the sentence. */
    public static ProblemException notYet(String what) {
        return new ProblemException(501, "not_yet", what + " is not available yet");
    }

    /** The engine's refusal; its code is the problem's code. */
    public static ProblemException refused(RejectReason reason) {
        return new ProblemException(Problem.statusOf(reason), reason.code(), Problem.detailOf(reason));
    }

    /** 503 with Retry-After: nothing was done, ask again. */
    public static ProblemException overloaded() {
        return new ProblemException(503, "overloaded", "too much is waiting already; nothing was done, ask again")
                .header("Retry-After", "1");
    }

    /** 503 with Retry-After: something we need does not answer. */
    static ProblemException unavailable() {
        return new ProblemException(503, "unavailable", "the database does not answer; ask again later")
                .header("Retry-After", "2");
    }

    /** 504: the command may or may not be in the log. */
    public static ProblemException unknownOutcome() {
        return new ProblemException(
                504, "unknown_outcome", "no answer in time; ask again with the same id, never with a new one");
    }

    /** 503 with Retry-After: the view has not reached the caller's own last write. */
    public static ProblemException viewBehind(long wanted, long applied) {
        return new ProblemException(
                        503, "view_behind", "the view is at event " + applied + ", wanted " + wanted + "; ask again")
                .header("Retry-After", "1");
    }

    /** 503 with a Retry-After of a minute: the view shows this tenant no further until an operator has seen to it. */
    public static ProblemException viewStopped(long shown) {
        return new ProblemException(
                        503,
                        "view_behind",
                        "what is shown of this exchange ended with event " + shown
                                + ", and its operator has been told; orders are still taken and canceled")
                .header("Retry-After", "60");
    }

    /** Adds a header to the answer. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
