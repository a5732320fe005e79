package com.flowex.binance.dialect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of a refusal in this dialect.
 *
 * @param code one of {@link BinanceErrorCode}
 * @param msg text for people, apart from a few that clients compare
 * @param data results of the parts of an operation that was partly done; null elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(int code, String msg, @Nullable Object data) {

    /** Returns the error of a refusal. */
    public static ErrorBody of(Refusal refusal) {
        return refusal instanceof CodedRefusal coded
                ? new ErrorBody(coded.coded().number(), coded.detail(), coded.data())
                : new ErrorBody(codeOf(refusal.code()).number(), message(refusal), null);
    }

    private static BinanceErrorCode codeOf(RefusalCode code) {
        return switch (code) {
            case MALFORMED_REQUEST, MALFORMED_JSON -> BinanceErrorCode.ILLEGAL_CHARS;
            case UNKNOWN_FIELD -> BinanceErrorCode.UNREAD_PARAMETERS;
            case INVALID_FIELD,
                    INVALID_TOKEN,
                    ADDRESS_NOT_ALLOWED,
                    WITHDRAWAL_LIMIT,
                    WITHDRAWALS_STOPPED,
                    TRANSFER_ID_EXPIRED,
                    TRANSFER_ID_REUSED -> BinanceErrorCode.INVALID_PARAMETER;
            case UNAUTHORIZED, TOKEN_EXPIRED, INVALID_CREDENTIALS, INVALID_CODE, WINDOW_NOT_SIGNED ->
                BinanceErrorCode.REJECTED_API_KEY;
            case TIMESTAMP_OUTSIDE_WINDOW -> BinanceErrorCode.INVALID_TIMESTAMP;
            case FORBIDDEN,
                    CSRF,
                    USER_SUSPENDED,
                    SECOND_FACTOR_REQUIRED,
                    TENANT_MISMATCH,
                    TENANT_SUSPENDED,
                    UNKNOWN_TENANT,
                    FEATURE_OFF,
                    FORBIDDEN_ORIGIN -> BinanceErrorCode.REJECTED_API_KEY;
            case RATE_LIMITED, TOO_MANY_ATTEMPTS -> BinanceErrorCode.TOO_MANY_REQUESTS;
            case NOT_FOUND, METHOD_NOT_ALLOWED, NOT_YET -> BinanceErrorCode.UNSUPPORTED_OPERATION;
            case UNAVAILABLE, VIEW_BEHIND -> BinanceErrorCode.DISCONNECTED;
            case OVERLOADED, CAPACITY_REACHED -> BinanceErrorCode.SERVER_BUSY;
            case UNKNOWN_OUTCOME -> BinanceErrorCode.TIMEOUT;
            case INTERNAL -> BinanceErrorCode.UNKNOWN;
            case UNKNOWN_INSTRUMENT, INSTRUMENT_DELISTED -> BinanceErrorCode.BAD_SYMBOL;
            case UNKNOWN_ORDER, NOTHING_CANCELED -> BinanceErrorCode.CANCEL_REJECTED;
            case NOT_AMENDABLE, NOT_A_REDUCTION, NOTHING_TO_AMEND -> BinanceErrorCode.NOT_AMENDABLE;
            case PRICE_OFF_TICK,
                    PRICE_TOO_HIGH,
                    QUANTITY_OFF_LOT,
                    QUANTITY_TOO_SMALL,
                    QUANTITY_TOO_LARGE,
                    DISPLAY_QUANTITY_INVALID,
                    SLICE_TOO_SMALL,
                    NOTIONAL_TOO_SMALL,
                    NOTIONAL_TOO_LARGE,
                    NOTIONAL_OVERFLOWS,
                    ORDER_VALUE_TOO_LARGE,
                    PRICE_OUTSIDE_BAND,
                    TOO_MANY_OPEN_ORDERS,
                    TOO_MANY_TRAILING_STOPS,
                    POSITION_TOO_LARGE -> BinanceErrorCode.FILTER_FAILURE;
            default -> BinanceErrorCode.NEW_ORDER_REJECTED;
        };
    }

    /** Returns the text that clients compare; otherwise our own text, which names the numbers of the market. */
    private static String message(Refusal refusal) {
        return switch (refusal.code()) {
            case ACCOUNT_RESTRICTED -> "This action is disabled on this account.";
            case INSUFFICIENT_FUNDS -> "Account has insufficient balance for requested action.";
            case POST_ONLY_WOULD_TAKE -> "Order would immediately match and take.";
            case WOULD_TRIGGER_AT_ONCE -> "Stop price would trigger immediately.";
            case INSTRUMENT_HALTED, INSTRUMENT_CANCEL_ONLY, INSTRUMENT_POST_ONLY, MARKET_KILLED, TENANT_KILLED ->
                "Market is closed.";
            case UNKNOWN_ORDER, NOTHING_CANCELED -> "Unknown order sent.";
            case UNKNOWN_INSTRUMENT, INSTRUMENT_DELISTED -> "Invalid symbol.";
            case CLIENT_ORDER_ID_REUSED -> "Duplicate order sent.";
            case PAIR_PRICES_CROSSED -> "The relationship of the prices for the orders is not correct.";
            case TIMESTAMP_OUTSIDE_WINDOW -> "Timestamp for this request is outside of the recvWindow.";
            case UNKNOWN_OUTCOME ->
                "Timeout waiting for response from backend server. Send status unknown; execution status unknown.";
            case PRICE_OFF_TICK, PRICE_TOO_HIGH -> filter("PRICE_FILTER", refusal);
            case QUANTITY_OFF_LOT, QUANTITY_TOO_SMALL, QUANTITY_TOO_LARGE -> filter("LOT_SIZE", refusal);
            case NOTIONAL_TOO_SMALL, NOTIONAL_TOO_LARGE, NOTIONAL_OVERFLOWS, ORDER_VALUE_TOO_LARGE ->
                filter("NOTIONAL", refusal);
            case PRICE_OUTSIDE_BAND -> filter("PERCENT_PRICE_BY_SIDE", refusal);
            case TOO_MANY_OPEN_ORDERS -> filter("MAX_NUM_ORDERS", refusal);
            case TOO_MANY_TRAILING_STOPS -> filter("MAX_NUM_ALGO_ORDERS", refusal);
            case DISPLAY_QUANTITY_INVALID, SLICE_TOO_SMALL -> filter("ICEBERG_PARTS", refusal);
            case POSITION_TOO_LARGE -> filter("MAX_POSITION", refusal);
            case UNAUTHORIZED, TOKEN_EXPIRED -> "Invalid API-key, IP, or permissions for action.";
            default -> refusal.detail();
        };
    }

    /** Puts the text that clients compare first, and the advice for people behind it. */
    private static String filter(String name, Refusal refusal) {
        return "Filter failure: " + name + " (" + refusal.detail() + ")";
    }
}
