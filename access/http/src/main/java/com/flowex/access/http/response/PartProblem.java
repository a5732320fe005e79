package com.flowex.access.http.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import java.util.List;

/**
 * Refusal of one part of a request whose parts are answered independently.
 *
 * @param status status that it would have as a request of its own
 * @param errors fields that break a rule; omitted if empty
 */
public record PartProblem(
        int status,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public PartProblem {
        errors = List.copyOf(errors);
    }

    public static PartProblem of(Refusal refusal) {
        return new PartProblem(
                HttpStatuses.of(refusal), refusal.code().code(), RefusalLinks.detail(refusal), refusal.errors());
    }
}
