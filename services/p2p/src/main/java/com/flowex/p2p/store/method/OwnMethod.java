package com.flowex.p2p.store.method;

import com.flowex.p2p.rule.method.NameCheck;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Payment method of a person.
 *
 * @param method code of the payment method
 * @param values content of its fields by key; empty if the person was erased
 * @param usableAt end of the cool-down
 */
public record OwnMethod(
        long id, String method, Map<String, String> values, NameCheck nameCheck, Instant usableAt, Instant createdAt) {

    public OwnMethod {
        values = new LinkedHashMap<>(values);
    }
}
