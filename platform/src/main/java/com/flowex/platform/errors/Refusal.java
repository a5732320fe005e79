package com.flowex.platform.errors;

import com.flowex.domain.RejectReason;
import java.util.List;

/**
 * Refusal of a request, with its reason. It has no stack trace, because it is an answer and no fault of ours. Each
 * protocol words it in its own form.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final String detail;
    private final transient List<FieldError> errors;
    private final long retryAfterSeconds;

    public Refusal(RefusalCode code, String detail) {
        this(code, detail, List.of());
    }

    /** Creates a refusal because of some fields' values. */
    public Refusal(RefusalCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, 0);
    }

    private Refusal(RefusalCode code, String detail, List<FieldError> errors, long retryAfterSeconds) {
        super(code.code() + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Creates a temporary refusal; the caller may try again after this number of seconds. */
    public static Refusal forNow(RefusalCode code, String detail, long retryAfterSeconds) {
        return new Refusal(code, detail, List.of(), retryAfterSeconds);
    }

    /** Creates {@code invalid_field} for one field. */
    public static Refusal invalid(String field, String rule) {
        return invalid(List.of(new FieldError(field, rule)));
    }

    /** Creates {@code invalid_field} for one or more fields. */
    public static Refusal invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return new Refusal(RefusalCode.INVALID_FIELD, first.field() + " must be " + first.rule(), errors);
    }

    public static Refusal notFound(String detail) {
        return new Refusal(RefusalCode.NOT_FOUND, detail);
    }

    public static Refusal unauthorized(String detail) {
        return new Refusal(RefusalCode.UNAUTHORIZED, detail);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(RefusalCode.FORBIDDEN, detail);
    }

    /** Creates a refusal for a part of the contract that this version lacks; {@code what} begins the sentence. */
    public static Refusal notYet(String subject) {
        return new Refusal(RefusalCode.NOT_YET, subject + " is not available yet");
    }

    /** Creates the engine's refusal, in words that fit it wherever it comes from. */
    public static Refusal refused(RejectReason reason) {
        RefusalCode code = RefusalCode.of(reason);
        return new Refusal(code, code.sentence());
    }

    /** Creates a refusal because of overload: nothing was done, and the caller may try again. */
    public static Refusal overloaded() {
        return forNow(RefusalCode.OVERLOADED, "too much is waiting already; nothing was done, ask again", 1);
    }

    /**
     * Creates a refusal because a system that we need does not answer.
     *
     * @param subject name of the system, as the beginning of the sentence
     */
    public static Refusal unavailable(String subject) {
        return forNow(RefusalCode.UNAVAILABLE, subject + " does not answer; ask again later", 2);
    }

    /** Creates the answer for a command that may or may not be in the log. */
    public static Refusal unknownOutcome() {
        return new Refusal(
                RefusalCode.UNKNOWN_OUTCOME, "no answer in time; ask again with the same id, never with a new one");
    }

    /** Creates a refusal because the view has not reached the caller's own last write. */
    public static Refusal viewBehind(long requested, long applied) {
        String detail = "the view is at event " + applied + ", wanted " + requested + "; ask again";
        return forNow(RefusalCode.VIEW_BEHIND, detail, 1);
    }

    /** Creates a refusal because the view of this tenant has stopped until an operator repairs it. */
    public static Refusal viewStopped(long shown) {
        String detail = "what is shown of this exchange ended with event " + shown
                + ", and its operator has been notified; orders are still taken and canceled";
        return forNow(RefusalCode.VIEW_BEHIND, detail, 60);
    }

    public RefusalCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** Returns the seconds until a repetition is useful; 0 if unknown. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
