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
                : of(refusal.code(), refusal.detail());
    }

    /**
     * Returns the row of the catalogue for this dialect: the code, and the text that clients compare or our own, which
     * names the numbers of the market. It has no default, so that a new code does not compile without a row.
     */
    private static ErrorBody of(RefusalCode code, String detail) {
        return switch (code) {
            case MALFORMED_REQUEST, MALFORMED_JSON -> body(BinanceErrorCode.ILLEGAL_CHARS, detail);
            case UNKNOWN_FIELD -> body(BinanceErrorCode.UNREAD_PARAMETERS, detail);
            case INVALID_FIELD,
                    INVALID_TOKEN,
                    STRATEGY_INVALID,
                    DATASET_INVALID,
                    OFFER_CONDITIONS,
                    ADDRESS_NOT_ALLOWED,
                    WITHDRAWAL_LIMIT,
                    WITHDRAWALS_STOPPED,
                    TRANSFER_ID_EXPIRED,
                    TRANSFER_ID_REUSED -> body(BinanceErrorCode.INVALID_PARAMETER, detail);
            case UNAUTHORIZED, TOKEN_EXPIRED ->
                body(BinanceErrorCode.REJECTED_API_KEY, "Invalid API-key, IP, or permissions for action.");
            case INVALID_CREDENTIALS,
                    INVALID_CODE,
                    INVALID_PASSKEY,
                    INVALID_PROVIDER_LOGIN,
                    IDENTITY_NOT_BOUND,
                    PROVIDER_LOGIN_REQUIRED,
                    WINDOW_NOT_SIGNED,
                    FORBIDDEN,
                    CSRF,
                    USER_SUSPENDED,
                    SECOND_FACTOR_REQUIRED,
                    RECOVERY_BY_ADMINISTRATOR,
                    SMS_NOT_FOR_STAFF,
                    TENANT_MISMATCH,
                    TENANT_SUSPENDED,
                    UNKNOWN_TENANT,
                    FEATURE_OFF,
                    FORBIDDEN_ORIGIN -> body(BinanceErrorCode.REJECTED_API_KEY, detail);
            case TIMESTAMP_OUTSIDE_WINDOW ->
                body(BinanceErrorCode.INVALID_TIMESTAMP, "Timestamp for this request is outside of the recvWindow.");
            case RATE_LIMITED, TOO_MANY_ATTEMPTS -> body(BinanceErrorCode.TOO_MANY_REQUESTS, detail);
            case NOT_FOUND, METHOD_NOT_ALLOWED, NOT_YET -> body(BinanceErrorCode.UNSUPPORTED_OPERATION, detail);
            case UNAVAILABLE, VIEW_BEHIND -> body(BinanceErrorCode.DISCONNECTED, detail);
            case OVERLOADED, CAPACITY_REACHED -> body(BinanceErrorCode.SERVER_BUSY, detail);
            case UNKNOWN_OUTCOME ->
                body(
                        BinanceErrorCode.TIMEOUT,
                        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
            case INTERNAL -> body(BinanceErrorCode.UNKNOWN, detail);
            case UNKNOWN_INSTRUMENT, INSTRUMENT_DELISTED -> body(BinanceErrorCode.BAD_SYMBOL, "Invalid symbol.");
            case UNKNOWN_ORDER, NOTHING_CANCELED -> body(BinanceErrorCode.CANCEL_REJECTED, "Unknown order sent.");
            case CANCEL_RESTRICTED ->
                body(BinanceErrorCode.CANCEL_REJECTED, "Order was not canceled due to cancel restrictions.");
            case NOT_AMENDABLE, NOT_A_REDUCTION, NOTHING_TO_AMEND -> body(BinanceErrorCode.NOT_AMENDABLE, detail);
            case PRICE_OFF_TICK, PRICE_TOO_HIGH -> filter("PRICE_FILTER", detail);
            case QUANTITY_OFF_LOT, QUANTITY_TOO_SMALL, QUANTITY_TOO_LARGE -> filter("LOT_SIZE", detail);
            case NOTIONAL_TOO_SMALL, NOTIONAL_TOO_LARGE, NOTIONAL_OVERFLOWS, ORDER_VALUE_TOO_LARGE ->
                filter("NOTIONAL", detail);
            case PRICE_OUTSIDE_BAND -> filter("PERCENT_PRICE_BY_SIDE", detail);
            case TOO_MANY_OPEN_ORDERS -> filter("MAX_NUM_ORDERS", detail);
            case TOO_MANY_TRAILING_STOPS -> filter("MAX_NUM_ALGO_ORDERS", detail);
            case DISPLAY_QUANTITY_INVALID, SLICE_TOO_SMALL -> filter("ICEBERG_PARTS", detail);
            case POSITION_TOO_LARGE -> filter("MAX_POSITION", detail);
            case ACCOUNT_RESTRICTED -> rejected("This action is disabled on this account.");
            case INSUFFICIENT_FUNDS -> rejected("Account has insufficient balance for requested action.");
            case POST_ONLY_WOULD_TAKE -> rejected("Order would immediately match and take.");
            case WOULD_TRIGGER_AT_ONCE -> rejected("Stop price would trigger immediately.");
            case INSTRUMENT_HALTED, INSTRUMENT_CANCEL_ONLY, INSTRUMENT_POST_ONLY, MARKET_KILLED, TENANT_KILLED ->
                rejected("Market is closed.");
            case CLIENT_ORDER_ID_REUSED -> rejected("Duplicate order sent.");
            case PAIR_PRICES_CROSSED -> rejected("The relationship of the prices for the orders is not correct.");
            case LENDING_POOL_MISSING ->
                advised(BinanceErrorCode.ASSET_NOT_LENT, "Borrow is banned for this asset.", detail);
            case LENDING_CAP_REACHED ->
                advised(BinanceErrorCode.POOL_EMPTY, BinanceErrorCode.NOT_ENOUGH_TO_LEND, detail);
            case REPAYS_MORE_THAN_OWED ->
                advised(BinanceErrorCode.REPAYS_TOO_MUCH, "Repay amount exceeds borrow amount.", detail);
            case INDEX_PRICE_UNCERTAIN ->
                advised(BinanceErrorCode.NO_PRICE_INDEX, "PriceIndex not available for this margin pair.", detail);
            case MARGIN_LEVEL_TOO_LOW ->
                advised(
                        BinanceErrorCode.MARGIN_LEVEL_WARNING,
                        "You can't transfer out/place order under current margin level.",
                        detail);
            case TOTP_IN_USE,
                    LAST_FACTOR,
                    SMS_OFF,
                    TOO_MANY_PASSKEYS,
                    IDENTITY_IN_USE,
                    LAST_LOCAL_ADMINISTRATOR,
                    TOO_MANY_API_KEYS,
                    TOO_MANY_STRATEGIES,
                    TOO_MANY_DATASETS,
                    STRATEGY_EXISTS,
                    OFFER_UNAVAILABLE,
                    TRADE_STATE,
                    REFERENCE_STALE,
                    P2P_LIMIT,
                    P2P_RESTRICTED,
                    ALREADY_DECIDED,
                    VERSION_CHANGED,
                    EMAIL_TAKEN,
                    PAYLOAD_TOO_LARGE,
                    HEADERS_TOO_LARGE,
                    TENANT_EXISTS,
                    TENANT_STATE,
                    ACCOUNT_IN_USE,
                    NOT_CANCELABLE,
                    QUOTE_EXPIRED,
                    CLIENT_ORDER_ID_EXPIRED,
                    CLIENT_ORDER_ID_BURNT,
                    CLIENT_ORDER_ID_NEVER_SEEN,
                    CLIENT_ORDER_IDS_USED_UP,
                    TENANT_IDS_USED_UP,
                    ASSET_EXISTS,
                    SCALE_TOO_FINE,
                    INSTRUMENT_EXISTS,
                    ACCOUNT_TAKEN,
                    UNKNOWN_ASSET,
                    UNKNOWN_ACCOUNT,
                    OTHER_TENANT,
                    INSTRUMENT_FIXED,
                    INSTRUMENT_CHANGED,
                    MARGIN_SCALE_FIXED,
                    RULES_NOT_NEWER,
                    RULES_TOO_OLD,
                    MARGIN_TERMS_MISSING,
                    LEVERAGE_TOO_HIGH,
                    ISOLATED_ACCOUNT,
                    ISOLATED_MARKET,
                    INDEX_QUOTE_OUTDATED,
                    ACCOUNT_KILLED,
                    ORDER_KIND_NOT_ALLOWED,
                    EXPIRY_PASSED,
                    NO_LIQUIDITY,
                    RESERVATION_UNKNOWN,
                    RESERVATION_POSTED,
                    RESERVATION_VOIDED,
                    RESERVATION_EXPIRED,
                    EXCEEDS_RESERVATION,
                    LENDING_NOT_RESERVABLE,
                    SUPPLY_EXCEEDED,
                    CHAIN_BROKEN -> rejected(detail);
        };
    }

    private static ErrorBody body(BinanceErrorCode code, String text) {
        return new ErrorBody(code.number(), text, null);
    }

    private static ErrorBody rejected(String text) {
        return body(BinanceErrorCode.NEW_ORDER_REJECTED, text);
    }

    private static ErrorBody filter(String name, String detail) {
        return advised(BinanceErrorCode.FILTER_FAILURE, "Filter failure: " + name, detail);
    }

    /** Puts the text that clients compare first, and the advice for people behind it. */
    private static ErrorBody advised(BinanceErrorCode code, String text, String detail) {
        return body(code, text + " (" + detail + ")");
    }
}
