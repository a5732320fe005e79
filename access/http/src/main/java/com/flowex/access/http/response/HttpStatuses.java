package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** HTTP status of every refusal, in one place. */
public final class HttpStatuses {

    static final int UNAUTHORIZED = 401;
    public static final int TOO_MANY = 429;

    private HttpStatuses() {}

    /** Returns the status by the refusal's code, unless the refusal has one of its own. */
    public static int of(Refusal refusal) {
        return refusal instanceof EdgeRefusal edge ? edge.status() : of(refusal.code());
    }

    static int of(RefusalCode code) {
        return switch (code) {
            case MALFORMED_REQUEST, MALFORMED_JSON, UNKNOWN_FIELD, INVALID_FIELD, INVALID_TOKEN -> 400;
            case UNAUTHORIZED,
                    TOKEN_EXPIRED,
                    INVALID_CREDENTIALS,
                    INVALID_CODE,
                    TIMESTAMP_OUTSIDE_WINDOW,
                    WINDOW_NOT_SIGNED -> UNAUTHORIZED;
            case USER_SUSPENDED,
                    SECOND_FACTOR_REQUIRED,
                    ADDRESS_NOT_ALLOWED,
                    ACCOUNT_RESTRICTED,
                    FORBIDDEN,
                    CSRF,
                    TENANT_MISMATCH,
                    TENANT_SUSPENDED,
                    FEATURE_OFF,
                    FORBIDDEN_ORIGIN -> 403;
            case NOT_FOUND,
                    UNKNOWN_TENANT,
                    CLIENT_ORDER_ID_NEVER_SEEN,
                    UNKNOWN_ASSET,
                    UNKNOWN_ACCOUNT,
                    UNKNOWN_INSTRUMENT,
                    UNKNOWN_ORDER,
                    RESERVATION_UNKNOWN -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case TOTP_IN_USE,
                    TOO_MANY_API_KEYS,
                    ACCOUNT_IN_USE,
                    ALREADY_DECIDED,
                    VERSION_CHANGED,
                    EMAIL_TAKEN,
                    TENANT_EXISTS,
                    TENANT_STATE,
                    NOT_CANCELABLE,
                    QUOTE_EXPIRED,
                    CLIENT_ORDER_ID_REUSED,
                    CLIENT_ORDER_ID_BURNT,
                    TRANSFER_ID_REUSED,
                    ASSET_EXISTS,
                    INSTRUMENT_EXISTS,
                    ACCOUNT_TAKEN,
                    INSTRUMENT_CHANGED,
                    RULES_NOT_NEWER,
                    RESERVATION_POSTED,
                    RESERVATION_VOIDED -> 409;
            case CLIENT_ORDER_ID_EXPIRED, TRANSFER_ID_EXPIRED, RESERVATION_EXPIRED -> 410;
            case PAYLOAD_TOO_LARGE -> 413;
            case WITHDRAWAL_LIMIT,
                    WITHDRAWALS_STOPPED,
                    CLIENT_ORDER_IDS_USED_UP,
                    TENANT_IDS_USED_UP,
                    SCALE_TOO_FINE,
                    NOTIONAL_OVERFLOWS,
                    OTHER_TENANT,
                    INSTRUMENT_FIXED,
                    TENANT_KILLED,
                    MARKET_KILLED,
                    ACCOUNT_KILLED,
                    INSTRUMENT_DELISTED,
                    INSTRUMENT_HALTED,
                    INSTRUMENT_CANCEL_ONLY,
                    INSTRUMENT_POST_ONLY,
                    ORDER_KIND_NOT_ALLOWED,
                    NOTHING_CANCELED,
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
                    EXCEEDS_RESERVATION,
                    INSUFFICIENT_FUNDS,
                    SUPPLY_EXCEEDED,
                    CHAIN_BROKEN,
                    CAPACITY_REACHED -> 422;
            case TOO_MANY_ATTEMPTS, RATE_LIMITED -> TOO_MANY;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case NOT_YET -> 501;
            case UNAVAILABLE, VIEW_BEHIND, OVERLOADED -> 503;
            case UNKNOWN_OUTCOME -> 504;
        };
    }
}
