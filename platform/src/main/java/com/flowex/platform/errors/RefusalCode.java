package com.flowex.platform.errors;

import com.flowex.domain.RejectReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stable error codes for clients: the schema ProblemCode of docs/api/openapi.yaml, in its order. First come refusals
 * before the log is asked or because it does not answer, then the engine's own, by the engine's names.
 */
public enum RefusalCode {
    MALFORMED_REQUEST,
    MALFORMED_JSON,
    UNKNOWN_FIELD,
    INVALID_FIELD,
    UNAUTHORIZED,
    TOKEN_EXPIRED,
    INVALID_CREDENTIALS,
    INVALID_CODE,
    INVALID_TOKEN,
    TOO_MANY_ATTEMPTS,
    USER_SUSPENDED,
    TIMESTAMP_OUTSIDE_WINDOW,
    WINDOW_NOT_SIGNED,
    SECOND_FACTOR_REQUIRED,
    TOTP_IN_USE,
    TOO_MANY_API_KEYS,
    ALREADY_DECIDED,
    VERSION_CHANGED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    EMAIL_TAKEN,
    PAYLOAD_TOO_LARGE,
    HEADERS_TOO_LARGE,
    CSRF,
    UNKNOWN_TENANT,
    TENANT_MISMATCH,
    TENANT_SUSPENDED,
    FEATURE_OFF,
    TENANT_EXISTS,
    TENANT_STATE,
    WITHDRAWAL_LIMIT,
    WITHDRAWALS_STOPPED,
    ADDRESS_NOT_ALLOWED,
    ACCOUNT_IN_USE,
    NOT_CANCELABLE,
    QUOTE_EXPIRED,
    FORBIDDEN_ORIGIN,
    RATE_LIMITED,
    NOT_YET,
    UNAVAILABLE,
    VIEW_BEHIND,
    OVERLOADED,
    UNKNOWN_OUTCOME,
    INTERNAL,

    // The engine's refusals: RejectReason.
    CLIENT_ORDER_ID_EXPIRED,
    CLIENT_ORDER_ID_REUSED,
    CLIENT_ORDER_ID_BURNT,
    CLIENT_ORDER_ID_NEVER_SEEN,
    CLIENT_ORDER_IDS_USED_UP,
    TENANT_IDS_USED_UP,
    TRANSFER_ID_EXPIRED,
    TRANSFER_ID_REUSED,
    ASSET_EXISTS,
    SCALE_TOO_FINE,
    INSTRUMENT_EXISTS,
    ACCOUNT_TAKEN,
    NOTIONAL_OVERFLOWS,
    UNKNOWN_ASSET,
    UNKNOWN_ACCOUNT,
    UNKNOWN_INSTRUMENT,
    OTHER_TENANT,
    INSTRUMENT_FIXED,
    INSTRUMENT_CHANGED,
    RULES_NOT_NEWER,
    TENANT_KILLED,
    MARKET_KILLED,
    ACCOUNT_KILLED,
    ACCOUNT_RESTRICTED,
    INSTRUMENT_DELISTED,
    INSTRUMENT_HALTED,
    INSTRUMENT_CANCEL_ONLY,
    INSTRUMENT_POST_ONLY,
    ORDER_KIND_NOT_ALLOWED,
    NOTHING_CANCELED,
    UNKNOWN_ORDER,
    NOT_AMENDABLE,
    PRICE_OFF_TICK,
    PRICE_TOO_HIGH,
    QUANTITY_OFF_LOT,
    QUANTITY_TOO_SMALL,
    QUANTITY_TOO_LARGE,
    DISPLAY_QUANTITY_INVALID,
    SLICE_TOO_SMALL,
    NOTIONAL_TOO_SMALL,
    NOTIONAL_TOO_LARGE,
    ORDER_VALUE_TOO_LARGE,
    EXPIRY_PASSED,
    PAIR_PRICES_CROSSED,
    NOT_A_REDUCTION,
    NOTHING_TO_AMEND,
    TOO_MANY_OPEN_ORDERS,
    TOO_MANY_TRAILING_STOPS,
    POSITION_TOO_LARGE,
    WOULD_TRIGGER_AT_ONCE,
    NO_LIQUIDITY,
    POST_ONLY_WOULD_TAKE,
    PRICE_OUTSIDE_BAND,
    RESERVATION_UNKNOWN,
    RESERVATION_POSTED,
    RESERVATION_VOIDED,
    RESERVATION_EXPIRED,
    EXCEEDS_RESERVATION,
    INSUFFICIENT_FUNDS,
    SUPPLY_EXCEEDED,
    CHAIN_BROKEN,
    CAPACITY_REACHED;

    /** Codes of faults on the exchange's side; the same request may succeed later. */
    private static final Set<RefusalCode> NOT_THE_REQUEST =
            Set.of(NOT_YET, UNAVAILABLE, VIEW_BEHIND, OVERLOADED, UNKNOWN_OUTCOME, INTERNAL);

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the code of the engine's refusal. */
    public static RefusalCode of(RejectReason reason) {
        return valueOf(reason.name());
    }

    /** Returns the stable code of the wire: "insufficient_funds". */
    public String code() {
        return code;
    }

    /** Returns true if the exchange was unable to answer, rather than unwilling. */
    public boolean isFault() {
        return NOT_THE_REQUEST.contains(this);
    }

    /** Returns the code with this name on the wire. */
    public static Optional<RefusalCode> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Returns true if the same request would always be refused again. */
    public boolean isFinal() {
        return !isFault() && this != RATE_LIMITED && this != TOO_MANY_ATTEMPTS;
    }
}
