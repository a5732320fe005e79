package com.flowex.tenants.store;

import com.flowex.access.http.response.Json;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reason why a tenant could not be created, in the form of a problem document.
 *
 * @param errors fields of the plan that broke a rule, and the rules
 */
public record CreationFailure(String code, String detail, List<FieldError> errors) {

    /** A super admin removed the tenant before the exchange refused it. */
    public static final CreationFailure GIVEN_UP = new CreationFailure("given_up", "it is being removed", List.of());

    public CreationFailure {
        errors = List.copyOf(errors);
    }

    public static CreationFailure of(Refusal why) {
        return new CreationFailure(why.code().code(), why.detail(), why.errors());
    }

    /** Returns the refusal with the name of the field that it is about. */
    public static Refusal at(String field, Refusal why) {
        return new Refusal(why.code(), field + ": " + why.detail(), List.of(new FieldError(field, why.detail())));
    }

    String json() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }

    static CreationFailure parse(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), CreationFailure.class);
    }
}
