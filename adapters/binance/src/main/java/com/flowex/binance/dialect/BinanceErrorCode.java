package com.flowex.binance.dialect;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** Error codes, by the names and numbers in Binance's documentation of its spot API. */
public enum BinanceErrorCode {
    UNKNOWN(-1000, RefusalCode.INTERNAL),
    DISCONNECTED(-1001, RefusalCode.UNAVAILABLE),
    UNAUTHORIZED(-1002, RefusalCode.FORBIDDEN),
    TOO_MANY_REQUESTS(-1003, RefusalCode.RATE_LIMITED),
    TIMEOUT(-1007, RefusalCode.UNKNOWN_OUTCOME),
    SERVER_BUSY(-1008, RefusalCode.OVERLOADED),
    FILTER_FAILURE(-1013, RefusalCode.INVALID_FIELD),
    TOO_MANY_ORDERS(-1015, RefusalCode.RATE_LIMITED),
    UNSUPPORTED_OPERATION(-1020, RefusalCode.NOT_YET),
    INVALID_TIMESTAMP(-1021, RefusalCode.TIMESTAMP_OUTSIDE_WINDOW),
    INVALID_SIGNATURE(-1022, RefusalCode.UNAUTHORIZED),
    ILLEGAL_CHARS(-1100, RefusalCode.INVALID_FIELD),
    TOO_MANY_PARAMETERS(-1101, RefusalCode.UNKNOWN_FIELD),
    MANDATORY_PARAM(-1102, RefusalCode.INVALID_FIELD),
    UNREAD_PARAMETERS(-1104, RefusalCode.UNKNOWN_FIELD),
    PARAM_EMPTY(-1105, RefusalCode.INVALID_FIELD),
    PARAM_NOT_REQUIRED(-1106, RefusalCode.INVALID_FIELD),
    BAD_PRECISION(-1111, RefusalCode.INVALID_FIELD),
    NO_DEPTH(-1112, RefusalCode.NO_LIQUIDITY),
    INVALID_TIME_IN_FORCE(-1115, RefusalCode.INVALID_FIELD),
    INVALID_ORDER_TYPE(-1116, RefusalCode.INVALID_FIELD),
    INVALID_SIDE(-1117, RefusalCode.INVALID_FIELD),
    BAD_INTERVAL(-1120, RefusalCode.INVALID_FIELD),
    BAD_SYMBOL(-1121, RefusalCode.UNKNOWN_INSTRUMENT),
    INVALID_LISTEN_KEY(-1125, RefusalCode.NOT_FOUND),
    MORE_THAN_A_DAY(-1127, RefusalCode.INVALID_FIELD),
    BAD_COMBINATION(-1128, RefusalCode.INVALID_FIELD),
    INVALID_PARAMETER(-1130, RefusalCode.INVALID_FIELD),
    BAD_RECV_WINDOW(-1131, RefusalCode.INVALID_FIELD),
    INVALID_LISTEN_TOKEN(-1209, RefusalCode.INVALID_FIELD),
    WRONG_STATUS(-1220, RefusalCode.INVALID_FIELD),
    NEW_ORDER_REJECTED(-2010, RefusalCode.INVALID_FIELD),
    CANCEL_REJECTED(-2011, RefusalCode.UNKNOWN_ORDER),
    NO_SUCH_ORDER(-2013, RefusalCode.UNKNOWN_ORDER),
    BAD_API_KEY(-2014, RefusalCode.UNAUTHORIZED),
    REJECTED_API_KEY(-2015, RefusalCode.UNAUTHORIZED),
    CANCEL_REPLACE_PARTIALLY_FAILED(-2021, RefusalCode.INVALID_FIELD),
    CANCEL_REPLACE_FAILED(-2022, RefusalCode.INVALID_FIELD),
    SUBSCRIPTION_ACTIVE(-2035, RefusalCode.INVALID_FIELD),
    SUBSCRIPTION_INACTIVE(-2036, RefusalCode.INVALID_FIELD),
    NOT_AMENDABLE(-2038, RefusalCode.NOT_AMENDABLE),
    BORROWS_TOO_MUCH(-3006, RefusalCode.MARGIN_LEVEL_TOO_LOW),
    BORROW_NOT_ALLOWED(-3008, RefusalCode.FEATURE_OFF),
    BAD_DATE_RANGE(-3011, RefusalCode.INVALID_FIELD),
    ASSET_NOT_LENT(-3012, RefusalCode.LENDING_POOL_MISSING),
    ACCOUNT_MAY_NOT_BORROW(-3014, RefusalCode.ACCOUNT_RESTRICTED),
    REPAYS_TOO_MUCH(-3015, RefusalCode.REPAYS_MORE_THAN_OWED),
    MARGIN_LEVEL_WARNING(-3023, RefusalCode.MARGIN_LEVEL_TOO_LOW),
    WRONG_REQUEST_PARAMETER(-3026, RefusalCode.INVALID_FIELD),
    NOT_A_MARGIN_ASSET(-3027, RefusalCode.INVALID_FIELD),
    NOT_A_MARGIN_PAIR(-3028, RefusalCode.INVALID_FIELD),
    BALANCE_NOT_ENOUGH(-3041, RefusalCode.INSUFFICIENT_FUNDS),
    NO_PRICE_INDEX(-3042, RefusalCode.INDEX_PRICE_UNCERTAIN),
    POOL_EMPTY(-3045, RefusalCode.LENDING_CAP_REACHED);

    /** Message of a loan for which neither the exchange nor the account's pool has enough. */
    public static final String NOT_ENOUGH_TO_LEND = "The system does not have enough asset now.";

    private final int number;
    private final RefusalCode ours;

    BinanceErrorCode(int number, RefusalCode ours) {
        this.number = number;
        this.ours = ours;
    }

    /** Returns the number on the wire, below zero. */
    public int number() {
        return number;
    }

    /** Returns the refusal of a key that is unknown, may not be used here and now, or lacks a permission. */
    public static Refusal rejectedKey() {
        return REJECTED_API_KEY.refusal("Invalid API-key, IP, or permissions for action.");
    }

    /** Returns a refusal with this code. */
    public Refusal refusal(String message) {
        return refusal(ours, message);
    }

    /** Returns a refusal with this code and another code in the exchange's own contract. */
    public Refusal refusal(RefusalCode code, String message) {
        return new CodedRefusal(code, this, message, null);
    }

    /** Returns a refusal with this code instead of the dialect's usual one for a reason, which its message names. */
    public Refusal refusal(String message, Refusal why) {
        return refusal(why.code(), message + " (" + why.detail() + ")");
    }

    /** Returns a refusal with this code and further data, written as JSON. */
    public Refusal refusal(String message, Object data) {
        return new CodedRefusal(ours, this, message, data);
    }
}
