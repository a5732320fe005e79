package com.flowex.wallet.store.transaction;

import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Idempotency key of a caller's request: the same key of the same account is the same request, for ever. */
public final class IdempotencyKey {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
    private static final String RULE = "1 to 64 characters of A-Z a-z 0-9 . _ : / -";

    /** Header that may carry the key. */
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * Checks a key in a field of another name.
     *
     * @throws Refusal naming the field
     */
    public static String required(String field, String key) {
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid(field, RULE);
        }
        return key;
    }

    /**
     * Requires that a request equals the earlier one with this key; a key identifies the whole request.
     *
     * @throws Refusal {@code transfer_id_reused} if any part differs
     */
    public static void requireSame(List<?> before, List<?> now) {
        if (!before.equals(now)) {
            throw new Refusal(RefusalCode.TRANSFER_ID_REUSED, "this id belongs to another request");
        }
    }

    /** Returns the key of the header or the field {@code id}; empty if neither is given. */
    public static Optional<String> of(Optional<String> header, @Nullable String id, Fields fields) {
        Optional<String> field = Optional.ofNullable(id);
        header.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("Idempotency-Key", RULE));
        field.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("id", RULE));
        if (field.isPresent() && header.isPresent() && !field.equals(header)) {
            fields.refuse("id", "equal to Idempotency-Key where both are given");
        }
        return header.or(() -> field);
    }
}
