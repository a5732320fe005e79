package com.flowex.platform.errors;

import com.flowex.domain.RejectReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Catalogue of errors: one row for every stable code that a client may receive. First come refusals before the log is
 * asked or because it does not answer, then the engine's own, by its names and in its order, which is their precedence.
 *
 * <p>Everything else follows from this table: the HTTP status from the kind, the schemas ProblemCode and RejectCode of
 * docs/api/openapi.yaml from the names (web/scripts/bundle.mjs), the texts that the page must have from the schema.
 * Binance's number and message are a total function of the code. docs/errors.md is compared with all of them.
 */
public enum RefusalCode {
    MALFORMED_REQUEST(RefusalKind.INVALID),
    MALFORMED_JSON(RefusalKind.INVALID),
    UNKNOWN_FIELD(RefusalKind.INVALID),
    INVALID_FIELD(RefusalKind.INVALID),
    UNAUTHORIZED(RefusalKind.UNAUTHENTICATED),
    TOKEN_EXPIRED(RefusalKind.UNAUTHENTICATED),
    INVALID_CREDENTIALS(RefusalKind.UNAUTHENTICATED),
    INVALID_CODE(RefusalKind.UNAUTHENTICATED),
    INVALID_TOKEN(RefusalKind.INVALID),
    TOO_MANY_ATTEMPTS(RefusalKind.RATE_LIMITED),
    USER_SUSPENDED(RefusalKind.FORBIDDEN),
    TIMESTAMP_OUTSIDE_WINDOW(RefusalKind.UNAUTHENTICATED),
    WINDOW_NOT_SIGNED(RefusalKind.UNAUTHENTICATED),
    SECOND_FACTOR_REQUIRED(RefusalKind.FORBIDDEN),
    TOTP_IN_USE(RefusalKind.CONFLICT),
    INVALID_PASSKEY(RefusalKind.UNAUTHENTICATED),
    LAST_FACTOR(RefusalKind.CONFLICT),
    RECOVERY_BY_ADMINISTRATOR(RefusalKind.FORBIDDEN),
    SMS_OFF(RefusalKind.CONFLICT),
    SMS_NOT_FOR_STAFF(RefusalKind.FORBIDDEN),
    TOO_MANY_PASSKEYS(RefusalKind.CONFLICT),
    INVALID_PROVIDER_LOGIN(RefusalKind.UNAUTHENTICATED),
    IDENTITY_NOT_BOUND(RefusalKind.FORBIDDEN),
    PROVIDER_LOGIN_REQUIRED(RefusalKind.FORBIDDEN),
    IDENTITY_IN_USE(RefusalKind.CONFLICT),
    LAST_LOCAL_ADMINISTRATOR(RefusalKind.CONFLICT),
    TOO_MANY_API_KEYS(RefusalKind.CONFLICT),
    TOO_MANY_STRATEGIES(RefusalKind.CONFLICT),
    STRATEGY_EXISTS(RefusalKind.CONFLICT),
    STRATEGY_INVALID(RefusalKind.INVALID),
    TOO_MANY_DATASETS(RefusalKind.CONFLICT),
    DATASET_INVALID(RefusalKind.INVALID),
    OFFER_UNAVAILABLE(RefusalKind.CONFLICT),
    OFFER_CONDITIONS(RefusalKind.FORBIDDEN),
    TRADE_STATE(RefusalKind.CONFLICT),
    REFERENCE_STALE(RefusalKind.CONFLICT),
    P2P_LIMIT(RefusalKind.CONFLICT),
    P2P_RESTRICTED(RefusalKind.FORBIDDEN),
    ALREADY_DECIDED(RefusalKind.CONFLICT),
    VERSION_CHANGED(RefusalKind.CONFLICT),
    FORBIDDEN(RefusalKind.FORBIDDEN),
    NOT_FOUND(RefusalKind.NOT_FOUND),
    METHOD_NOT_ALLOWED(RefusalKind.METHOD_NOT_ALLOWED),
    EMAIL_TAKEN(RefusalKind.CONFLICT),
    PAYLOAD_TOO_LARGE(RefusalKind.TOO_LARGE),
    HEADERS_TOO_LARGE(RefusalKind.HEADERS_TOO_LARGE),
    CSRF(RefusalKind.FORBIDDEN),
    UNKNOWN_TENANT(RefusalKind.NOT_FOUND),
    TENANT_MISMATCH(RefusalKind.FORBIDDEN),
    TENANT_SUSPENDED(RefusalKind.FORBIDDEN),
    FEATURE_OFF(RefusalKind.FORBIDDEN),
    TENANT_EXISTS(RefusalKind.CONFLICT),
    TENANT_STATE(RefusalKind.CONFLICT),
    WITHDRAWAL_LIMIT(RefusalKind.REFUSED),
    WITHDRAWALS_STOPPED(RefusalKind.REFUSED),
    ADDRESS_NOT_ALLOWED(RefusalKind.FORBIDDEN),
    ACCOUNT_IN_USE(RefusalKind.CONFLICT),
    NOT_CANCELABLE(RefusalKind.CONFLICT),
    QUOTE_EXPIRED(RefusalKind.CONFLICT),
    FORBIDDEN_ORIGIN(RefusalKind.FORBIDDEN),
    RATE_LIMITED(RefusalKind.RATE_LIMITED),
    NOT_YET(RefusalKind.NOT_IMPLEMENTED),
    UNAVAILABLE(RefusalKind.UNAVAILABLE),
    VIEW_BEHIND(RefusalKind.UNAVAILABLE),
    OVERLOADED(RefusalKind.UNAVAILABLE),
    UNKNOWN_OUTCOME(RefusalKind.UNKNOWN_OUTCOME),
    INTERNAL(RefusalKind.INTERNAL),

    // The engine's refusals: RejectReason.
    CLIENT_ORDER_ID_EXPIRED(RefusalKind.GONE),
    CLIENT_ORDER_ID_REUSED(RefusalKind.CONFLICT),
    CLIENT_ORDER_ID_BURNT(RefusalKind.CONFLICT),
    CLIENT_ORDER_ID_NEVER_SEEN(RefusalKind.NOT_FOUND),
    CLIENT_ORDER_IDS_USED_UP(
            RefusalKind.REFUSED,
            "too many of your ids are remembered: use UUIDs of version 7 as client_order_id, which say their time"),
    TENANT_IDS_USED_UP(RefusalKind.REFUSED, "this exchange has used up what is remembered of its orders' ids"),
    TRANSFER_ID_EXPIRED(
            RefusalKind.GONE,
            "this id is of a transfer of more than a month ago, or says so: nothing was moved now; see the history"),
    TRANSFER_ID_REUSED(RefusalKind.CONFLICT, "this id belongs to another transfer"),
    ASSET_EXISTS(RefusalKind.CONFLICT),
    SCALE_TOO_FINE(RefusalKind.REFUSED),
    INSTRUMENT_EXISTS(RefusalKind.CONFLICT),
    NOTIONAL_OVERFLOWS(RefusalKind.REFUSED),
    ACCOUNT_TAKEN(RefusalKind.CONFLICT),
    UNKNOWN_ASSET(RefusalKind.NOT_FOUND, "there is no such currency"),
    UNKNOWN_ACCOUNT(RefusalKind.NOT_FOUND),
    UNKNOWN_INSTRUMENT(RefusalKind.NOT_FOUND, "there is no such market"),
    OTHER_TENANT(RefusalKind.REFUSED),
    INSTRUMENT_FIXED(RefusalKind.REFUSED),
    INSTRUMENT_CHANGED(RefusalKind.CONFLICT),
    MARGIN_SCALE_FIXED(RefusalKind.REFUSED, "the scale of an asset's index price never changes"),
    ISOLATED_ACCOUNT(
            RefusalKind.REFUSED,
            "money of an isolated account goes to its main account, and its owner, limits and quota are that account's"),
    RULES_NOT_NEWER(RefusalKind.CONFLICT),
    RULES_TOO_OLD(RefusalKind.REFUSED),
    MARGIN_TERMS_MISSING(
            RefusalKind.REFUSED, "this currency has no terms of lending: it is neither lent nor collateral"),
    LEVERAGE_TOO_HIGH(RefusalKind.REFUSED, "no tier of a lent currency allows so high a leverage"),
    INDEX_QUOTE_OUTDATED(
            RefusalKind.CONFLICT, "this source has given a quote of the same time or a later one: send the next one"),
    TENANT_KILLED(RefusalKind.REFUSED),
    MARKET_KILLED(RefusalKind.REFUSED),
    ACCOUNT_KILLED(RefusalKind.REFUSED),
    ISOLATED_MARKET(
            RefusalKind.REFUSED,
            "an isolated account trades in one market, and holds that market's two currencies alone"),
    ACCOUNT_RESTRICTED(
            RefusalKind.FORBIDDEN,
            "the exchange has suspended this account, or lets it only reduce what it holds: it sells and cancels, and"
                    + " buys nothing; ask the operator"),
    INSTRUMENT_DELISTED(RefusalKind.REFUSED),
    INSTRUMENT_HALTED(RefusalKind.REFUSED),
    INSTRUMENT_CANCEL_ONLY(RefusalKind.REFUSED),
    INSTRUMENT_POST_ONLY(RefusalKind.REFUSED),
    ORDER_KIND_NOT_ALLOWED(RefusalKind.REFUSED),
    NOTHING_CANCELED(RefusalKind.REFUSED),
    UNKNOWN_ORDER(RefusalKind.NOT_FOUND, "you have no such order, or it has ended"),
    NOT_AMENDABLE(RefusalKind.REFUSED),
    CANCEL_RESTRICTED(RefusalKind.REFUSED),
    PRICE_OFF_TICK(RefusalKind.REFUSED),
    PRICE_TOO_HIGH(RefusalKind.REFUSED),
    QUANTITY_OFF_LOT(RefusalKind.REFUSED),
    QUANTITY_TOO_SMALL(RefusalKind.REFUSED),
    QUANTITY_TOO_LARGE(RefusalKind.REFUSED),
    DISPLAY_QUANTITY_INVALID(RefusalKind.REFUSED),
    SLICE_TOO_SMALL(RefusalKind.REFUSED),
    NOTIONAL_TOO_SMALL(RefusalKind.REFUSED),
    NOTIONAL_TOO_LARGE(RefusalKind.REFUSED),
    ORDER_VALUE_TOO_LARGE(RefusalKind.REFUSED),
    EXPIRY_PASSED(RefusalKind.REFUSED),
    PAIR_PRICES_CROSSED(RefusalKind.REFUSED),
    NOT_A_REDUCTION(RefusalKind.REFUSED),
    NOTHING_TO_AMEND(RefusalKind.REFUSED),
    TOO_MANY_OPEN_ORDERS(RefusalKind.REFUSED),
    TOO_MANY_TRAILING_STOPS(RefusalKind.REFUSED),
    POSITION_TOO_LARGE(RefusalKind.REFUSED),
    WOULD_TRIGGER_AT_ONCE(RefusalKind.REFUSED),
    NO_LIQUIDITY(RefusalKind.REFUSED),
    POST_ONLY_WOULD_TAKE(RefusalKind.REFUSED),
    PRICE_OUTSIDE_BAND(RefusalKind.REFUSED),
    RESERVATION_UNKNOWN(RefusalKind.NOT_FOUND),
    RESERVATION_POSTED(RefusalKind.CONFLICT),
    RESERVATION_VOIDED(RefusalKind.CONFLICT),
    RESERVATION_EXPIRED(RefusalKind.GONE),
    EXCEEDS_RESERVATION(RefusalKind.REFUSED),
    LENDING_NOT_RESERVABLE(RefusalKind.REFUSED, "a loan or a repayment moves at once and cannot be reserved"),
    LENDING_POOL_MISSING(RefusalKind.REFUSED, "this currency is not lent"),
    LENDING_CAP_REACHED(
            RefusalKind.REFUSED, "with this loan the pool would have lent more than its cap: borrow less, or later"),
    REPAYS_MORE_THAN_OWED(RefusalKind.REFUSED, "this account owes less than that, interest included"),
    INSUFFICIENT_FUNDS(RefusalKind.REFUSED),
    INDEX_PRICE_UNCERTAIN(
            RefusalKind.REFUSED, "too few sources give the price of an owed currency at the moment: try again later"),
    MARGIN_LEVEL_TOO_LOW(
            RefusalKind.REFUSED,
            "the account would have too little collateral for its debts, or it is being liquidated"),
    SUPPLY_EXCEEDED(RefusalKind.REFUSED),
    CHAIN_BROKEN(RefusalKind.REFUSED),
    CAPACITY_REACHED(RefusalKind.REFUSED);

    private final RefusalKind kind;
    private final String code;
    private final String sentence;

    /** Creates a code whose refusals bring their own sentence; the default is the code in words. */
    RefusalCode(RefusalKind kind) {
        this.kind = kind;
        this.code = name().toLowerCase(Locale.ROOT);
        this.sentence = code.replace('_', ' ');
    }

    RefusalCode(RefusalKind kind, String sentence) {
        this.kind = kind;
        this.code = name().toLowerCase(Locale.ROOT);
        this.sentence = sentence;
    }

    /** Returns the code of the engine's refusal. */
    public static RefusalCode of(RejectReason reason) {
        return valueOf(reason.name());
    }

    /** Returns the code with this name on the wire. */
    public static Optional<RefusalCode> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Returns the stable code of the wire: "insufficient_funds". */
    public String code() {
        return code;
    }

    public RefusalKind kind() {
        return kind;
    }

    /** Returns the default sentence of a refusal. */
    public String sentence() {
        return sentence;
    }

    /** Returns true if the exchange was unable to answer, rather than unwilling. */
    public boolean isFault() {
        return kind.isFault();
    }

    /** Returns true if the same request would always be refused again. */
    public boolean isFinal() {
        return kind.isFinal();
    }
}
