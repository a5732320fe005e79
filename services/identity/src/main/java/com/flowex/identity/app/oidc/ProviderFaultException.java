package com.flowex.identity.app.oidc;

/** Answer of an identity provider that breaks a rule. It has no stack trace, because it is no fault of ours. */
public final class ProviderFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProviderFault fault;

    ProviderFaultException(ProviderFault fault) {
        super(fault.rule(), null, false, false);
        this.fault = fault;
    }

    ProviderFault fault() {
        return fault;
    }
}
