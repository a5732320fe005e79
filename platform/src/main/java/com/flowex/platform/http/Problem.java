package com.flowex.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.domain.RejectReason;
import java.util.List;

/**
 * What went wrong, as RFC 9457 has it, with a stable code that clients branch on.
 *
 * @param type {@code urn:flowex:problem:<code>}
 * @param title the same for every occurrence of the code
 * @param status of the HTTP answer
 * @param detail what happened this time; for people, never to be parsed
 * @param requestId the id under which the server's log knows the request
 * @param errors fields that break a rule; left out when empty
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ProblemException e, String requestId) {
        String title = e.code().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + e.code().substring(1).replace('_', ' ');
        return new Problem(
                "urn:flowex:problem:" + e.code(), title, e.status(), e.code(), e.detail(), requestId, e.errors());
    }

    /** A refusal in words, with more than its code where its caller can do something about it. */
    public static String detailOf(RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER -> "you have no such order, or it has ended";
            case UNKNOWN_INSTRUMENT -> "there is no such market; GET /api/trading/pairs lists those there are";
            case UNKNOWN_ASSET -> "there is no such currency; GET /api/wallet/balances lists those there are";
            case CLIENT_ORDER_IDS_USED_UP ->
                "too many of your ids are remembered: use UUIDs of version 7 as client_order_id, which say their time";
            case TENANT_IDS_USED_UP -> "this exchange has used up what is remembered of its orders' ids";
            case TRANSFER_ID_REUSED -> "this id belongs to another transfer";
            default -> reason.code().replace('_', ' ');
        };
    }

    /** The one place where the engine's refusals get their HTTP status. */
    public static int statusOf(RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER,
                    UNKNOWN_INSTRUMENT,
                    UNKNOWN_ASSET,
                    UNKNOWN_ACCOUNT,
                    RESERVATION_UNKNOWN,
                    CLIENT_ORDER_ID_NEVER_SEEN -> 404;
            case CLIENT_ORDER_ID_REUSED,
                    CLIENT_ORDER_ID_BURNT,
                    TRANSFER_ID_REUSED,
                    ASSET_EXISTS,
                    INSTRUMENT_EXISTS,
                    INSTRUMENT_CHANGED,
                    ACCOUNT_TAKEN,
                    RULES_NOT_NEWER,
                    RESERVATION_POSTED,
                    RESERVATION_VOIDED -> 409;
            case CLIENT_ORDER_ID_EXPIRED, RESERVATION_EXPIRED -> 410;
            case CLIENT_ORDER_IDS_USED_UP,
                    TENANT_IDS_USED_UP,
                    INSTRUMENT_FIXED,
                    TENANT_KILLED,
                    MARKET_KILLED,
                    ACCOUNT_KILLED,
                    INSTRUMENT_DELISTED,
                    INSTRUMENT_CANCEL_ONLY,
                    INSTRUMENT_POST_ONLY,
                    ORDER_KIND_NOT_ALLOWED,
                    NOTHING_CANCELED,
                    NOT_AMENDABLE,
                    DISPLAY_QUANTITY_INVALID,
                    SLICE_TOO_SMALL,
                    NOTIONAL_TOO_LARGE,
                    ORDER_VALUE_TOO_LARGE,
                    EXPIRY_PASSED,
                    PAIR_PRICES_CROSSED,
                    NOTHING_TO_AMEND,
                    TOO_MANY_TRAILING_STOPS,
                    POSITION_TOO_LARGE,
                    WOULD_TRIGGER_AT_ONCE,
                    PRICE_OUTSIDE_BAND,
                    EXCEEDS_RESERVATION,
                    CHAIN_BROKEN,
                    SCALE_TOO_FINE,
                    NOTIONAL_OVERFLOWS,
                    OTHER_TENANT,
                    INSTRUMENT_HALTED,
                    PRICE_OFF_TICK,
                    PRICE_TOO_HIGH,
                    QUANTITY_OFF_LOT,
                    QUANTITY_TOO_SMALL,
                    QUANTITY_TOO_LARGE,
                    NOTIONAL_TOO_SMALL,
                    NOT_A_REDUCTION,
                    TOO_MANY_OPEN_ORDERS,
                    NO_LIQUIDITY,
                    POST_ONLY_WOULD_TAKE,
                    INSUFFICIENT_FUNDS,
                    SUPPLY_EXCEEDED,
                    CAPACITY_REACHED -> 422;
        };
    }
}
