package com.flowex.identity.app.scim;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** Refusal with one of the error types of SCIM (RFC 7644, section 3.12). */
public final class ScimRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final String type;

    private ScimRefusal(RefusalCode code, String type, String detail) {
        super(code, detail);
        this.type = type;
    }

    /** Creates a refusal of a filter that is not understood or not offered. */
    public static ScimRefusal filter(String detail) {
        return new ScimRefusal(RefusalCode.INVALID_FIELD, "invalidFilter", detail);
    }

    /** Creates a refusal of a path that names no attribute. */
    public static ScimRefusal path(String detail) {
        return new ScimRefusal(RefusalCode.INVALID_FIELD, "invalidPath", detail);
    }

    /** Creates a refusal of an operation that names nothing. */
    public static ScimRefusal noTarget(String detail) {
        return new ScimRefusal(RefusalCode.INVALID_FIELD, "noTarget", detail);
    }

    /** Creates a refusal of a body that does not have the form of its schema. */
    public static ScimRefusal syntax(String detail) {
        return new ScimRefusal(RefusalCode.INVALID_FIELD, "invalidSyntax", detail);
    }

    /** Creates a refusal of a change of an attribute that does not change, or is needed. */
    public static ScimRefusal mutability(String detail) {
        return new ScimRefusal(RefusalCode.INVALID_FIELD, "mutability", detail);
    }

    /** Creates a refusal of a reference, within a bulk request, to a resource that it did not create. */
    public static ScimRefusal reference(String detail) {
        return new ScimRefusal(RefusalCode.ALREADY_DECIDED, "invalidValue", detail);
    }

    /** Creates a refusal of a value that another user or group has. */
    static ScimRefusal uniqueness(String detail) {
        return new ScimRefusal(RefusalCode.IDENTITY_IN_USE, "uniqueness", detail);
    }

    /** Returns the type as SCIM writes it. */
    public String type() {
        return type;
    }
}
